// A table that is wider than its place is scrolled by the keyboard too; one that fits is no stop.
(() => {
  "use strict";
  const mark = (box) => {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const sizes = new ResizeObserver((changes) => changes.forEach(({ target }) => mark(target)));
  const watch = (root) => {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    if (root.matches(".scroll")) sizes.observe(root);
    root.querySelectorAll(".scroll").forEach((box) => sizes.observe(box));
  };
  new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach(watch)))
    .observe(document.documentElement, { childList: true, subtree: true });
})();
