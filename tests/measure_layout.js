// What is wrong with how a page is laid out, one line each: too small, too faint, cut off, or on top of another.
(view) => {
  const problems = [], root = document.documentElement;
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width > 1;
  const words = (e) => (e.textContent || '').trim().slice(0, 60);
  const note = (what, e) => problems.push(`${what}: ${e.tagName} ${e.getAttribute('class') || ''} ${words(e)}`);
  const cross = (a, b, by) => a.left < b.right - by && b.left < a.right - by && a.top < b.bottom - by && b.top < a.bottom - by;
  if (root.scrollWidth > root.clientWidth) {
    problems.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth}`);
    for (const e of document.querySelectorAll('body *')) {
      if (!e.children.length && seen(e) && e.getBoundingClientRect().right > root.clientWidth + 1) note('sticks out', e);
    }
  }
  // targets, and controls that overlap
  const all = [...document.querySelectorAll('a, button, select, input[type=search], summary, label.kind, textarea')];
  for (const e of all.filter((e) => seen(e) && !e.matches('.skip'))) {
    const inText = (e.matches('.own') || e.closest('q, dd, .says')) && getComputedStyle(e).display === 'inline';
    const inDrawing = e.closest('svg') && e.querySelector('.hit, rect');
    const box = (inDrawing ? e.querySelector('.hit') || inDrawing : e).getBoundingClientRect();
    if (!inText && (box.height < 23.5 || box.width < 23.5)) note(`smaller than 24 px (${box.width.toFixed(0)} × ${box.height.toFixed(0)})`, e);
  }
  for (const group of ['.acts > *', '.tabs li', '.figures li', '.legend .kind', '.tools > *', '.jump li', '.by span']) {
    const boxes = [...document.querySelectorAll(group)].filter(seen).map((e) => [e, e.getBoundingClientRect()]);
    boxes.forEach(([e, a], i) => boxes.slice(i + 1).forEach(([f, b]) => { if (cross(a, b, 1)) note(`overlaps ${words(f)}`, e); }));
  }
  // words: contrast against what is behind them, and whether they are cut
  const numbers = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const solid = (colour) => { const c = numbers(colour); return c.length === 3 || c[3] === 1 ? c.slice(0, 3) : null; };
  function behind(e) {
    const own = e.closest('.card, a.box, g.box, .heading, .verbs');
    const svg = e.closest('svg');
    if (svg) {
      const box = e.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
      const under = [...svg.querySelectorAll('rect')].filter((r) => {
        const b = r.getBoundingClientRect();
        return b.left <= x && b.right >= x && b.top <= y && b.bottom >= y && seen(r) && solid(getComputedStyle(r).fill);
      });
      if (under.length) return solid(getComputedStyle(own && own.querySelector('rect') && solid(getComputedStyle(own.querySelector('rect')).fill)
        ? own.querySelector('rect') : under.at(-1)).fill);
    }
    for (let at = svg || e; at; at = at.parentElement) {
      const colour = solid(getComputedStyle(at).backgroundColor);
      if (colour) return colour;
    }
    return [255, 255, 255];
  }
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const pairs = new Map();
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || e.closest('script, style, option') || !seen(e)) continue;
    const style = getComputedStyle(e), colour = e.closest('svg') ? style.fill : style.color;
    const a = luminance(numbers(colour).slice(0, 3)), b = luminance(behind(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) pairs.set(`${e.className.baseVal ?? e.className} ${colour}`, [ratio, e]);
    const block = e.matches('tbody td, tbody th, p, h1, h2, h3, h4, h5, li, dd, summary, button, label') && style.display !== 'inline';
    const scrolls = e.closest('.matrix') || style.overflowX === 'auto';
    if (block && !scrolls && !e.closest('.unseen') && e.scrollWidth > e.clientWidth + 1 && e.clientWidth) note('cut off', e);
  }
  for (const e of [...document.querySelectorAll('[placeholder]')].filter(seen)) {
    const a = luminance(numbers(getComputedStyle(e, '::placeholder').color).slice(0, 3)), b = luminance(behind(e));
    pairs.set(e, [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e]);
    if (pairs.get(e)[0] >= 4.5) pairs.delete(e);
  }
  for (const [ratio, e] of pairs.values()) note(`contrast ${ratio.toFixed(2)}`, e);
  // drawings: words stay in their boxes and apart from one another
  for (const svg of document.querySelectorAll('.picture svg')) {
    if (!seen(svg)) continue;
    const whole = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].filter(seen).map((t) => [t, t.getBoundingClientRect()]);
    for (const [text, box] of texts) {
      if (box.left < whole.left - 1 || box.right > whole.right + 1 || box.bottom > whole.bottom + 1) note('leaves the drawing', text);
      const frame = text.closest('.card, .box');
      const rect = frame && frame.querySelector('rect').getBoundingClientRect();
      if (rect && (box.left < rect.left || box.right > rect.right || box.top < rect.top - 1 || box.bottom > rect.bottom + 1)) note('leaves its box', text);
      if (box.height < 9) note(`letters of ${box.height.toFixed(1)} px`, text);
    }
    texts.forEach(([t, a], i) => texts.slice(i + 1).forEach(([u, b]) => { if (cross(a, b, 2.5)) note(`overlaps ${words(u)}`, t); }));
    const cards = [...svg.querySelectorAll('.card > rect:first-of-type, .box > rect')].filter(seen).map((r) => [r, r.getBoundingClientRect()]);
    cards.forEach(([r, a], i) => cards.slice(i + 1).forEach(([s, b]) => { if (cross(a, b, 1)) note(`lies on ${words(s.parentElement)}`, r.parentElement); }));
  }
  return problems.slice(0, 25);
}
