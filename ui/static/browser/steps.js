// Back and Forward go through what the reader chose, and links lead on in the same tab and session.
(() => {
  "use strict";
  const { pushState, replaceState } = window.history;
  // From the arrival at an address until the reader does something: what the page then writes into
  // its address only fills it in, and is no step of its own.
  let arriving = true;
  const arrive = () => { arriving = true; };
  addEventListener("popstate", arrive, true);
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => { arriving = false; }, true);

  window.history.pushState = (state, unused, url) => {
    const target = new URL(url ?? location.href, location.href);
    const isSamePage = target.pathname === location.pathname;
    (isSamePage && arriving ? replaceState : pushState).call(window.history, state, unused, url);
    if (!isSamePage) arrive();
  };

  const BESIDE_PAGES = /^\/(_stcore|app|browser|component|healthz|media|static)(\/|$)/;
  const STREAMLITS_OWN = '[data-testid^="stTopNav"], [data-testid^="stSidebarNav"], [data-testid^="stPageLink"]';

  const pageAddress = (link) => {
    const target = new URL(link.href, location.href);
    const isPage = target.origin === location.origin && !BESIDE_PAGES.test(target.pathname)
      && !target.pathname.split("/").pop().includes(".");
    if (!isPage || link.hasAttribute("download") || link.closest(STREAMLITS_OWN)) return null;
    if (target.pathname === "/tong-quan") target.pathname = "/";
    return target;
  };

  const follow = (event) => {
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const link = isPlain ? event.target.closest?.("a[href]") : null;
    const target = link ? pageAddress(link) : null;
    if (target === null) return;
    if (target.hash && target.pathname + target.search === location.pathname + location.search) {
      link.target = "_self";  // a place on this page: the browser goes there
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    // A heading of this page stands there already; one of another page is scrolled to when drawn.
    const place = target.pathname === location.pathname && document.getElementById(target.hash.slice(1));
    pushState.call(window.history, {}, "", target);
    dispatchEvent(new PopStateEvent("popstate"));
    if (place) place.scrollIntoView();
    else document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };
  addEventListener("click", follow, true);
})();
