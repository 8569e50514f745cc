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
    const begin = async () => {
      if (!country.canUnpack) {
        by("find-told").textContent = country.CANNOT;
        return;
      }
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
