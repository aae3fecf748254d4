// Back and Forward go through what the reader chose, and links lead on in the same tab and session.
(() => {
  "use strict";
  const history = window.history;
  const { pushState, replaceState } = history;
  // From the arrival at an address until the reader does something: what the page then writes into
  // its address only fills it in, and is no step of its own.
  let arriving = true;
  const act = () => {
    arriving = false;
    nextPath = null;
  };
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, act, true);

  // A request that was on its way while the page wrote its address names what stood there before, as
  // going back does. So that the server can tell them apart, going anywhere is numbered ("di") in
  // the request alone: the mark is in the address while Streamlit's own listener reads it.
  let journey = Date.now();
  const MARK = /([?&])di=\d+(&|$)/;
  const withoutMark = (address) => address.replace(MARK, (_, lead, tail) => (tail ? lead : ""));
  const write = (way, state, unused, url) => {
    const target = new URL(url ?? location.href, location.href);
    way.call(history, state, unused, withoutMark(target.href));
  };
  const arrive = () => {
    arriving = true;
    journey += 1;
    const [address, place = ""] = location.href.split("#");
    const marked = `${address}${location.search ? "&" : "?"}di=${journey}${place && `#${place}`}`;
    replaceState.call(history, history.state, "", marked);
    setTimeout(() => write(replaceState, history.state, ""), 0);
  };
  addEventListener("popstate", arrive, true);

  history.replaceState = (state, unused, url) => write(replaceState, state, unused, url);
  // The page that the menu leads to may write its choices before its own path stands in the
  // address: they wait for it, so that they do not become a step of the page that is left.
  let nextPath = null;
  let earlyChoices = "";
  const awaitPage = (path) => {
    nextPath = path === location.pathname ? null : path;
    earlyChoices = "";
  };

  history.pushState = (state, unused, url) => {
    const target = new URL(withoutMark(new URL(url ?? location.href, location.href).href));
    const isSamePage = target.pathname === location.pathname;
    if (nextPath !== null && isSamePage) {
      earlyChoices = target.search;
      return;
    }
    if (target.pathname === nextPath && !target.search) target.search = earlyChoices;
    nextPath = null;
    const isStep = !isSamePage || !(arriving || target.href === location.href);
    write(isStep ? pushState : replaceState, state, unused, target.href);
    arriving = true;  // what else this run writes belongs to the same step
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
    if (link?.closest(STREAMLITS_OWN)) awaitPage(new URL(link.href).pathname);
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
    pushState.call(history, {}, "", target);
    dispatchEvent(new PopStateEvent("popstate"));
    if (place) place.scrollIntoView();
    else document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };
  addEventListener("click", follow, true);
})();
