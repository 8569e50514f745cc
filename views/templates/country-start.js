// The page begins: the matrix at once, the rest when it is unpacked.
(() => {
  const { by, el } = country;
  document.documentElement.classList.add("js");
  country.title = document.title;
  for (const link of document.querySelectorAll("a[data-body]")) {
    const address = country.toAddress(country.sharedKey(+link.dataset.body));
    link.dataset.go = address;
    link.href = country.where({ at: address });
  }
  country.ready = new Promise((go) => {
    const notice = (words) => { by("notice").textContent = words; by("notice").hidden = false; };
    const begin = async () => {
      country.offerPlans();
      if (!country.canUnpack) { notice(country.CANNOT); return; }
      try {
        await unpack();
      } catch (error) {
        notice("The names and sentences of the plans could not be read from this page, which may have been cut off when it was saved or sent. Ask for it again.");
        throw error;
      }
    };
    const unpack = async () => {
      await country.load(country.addToSearch);
      country.closeSearch();
      country.loaded = true;
      document.documentElement.dataset.ready = "yes";
      performance.mark("country-ready");
      go();
      country.searchAgain();
      country.arrive();
    };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(begin)));
    else begin();
  });
  country.arrive();
})();
