"""What a click on a head or a name of the comparison's table asks for, kept in the address.

The table is plain HTML, which tells the server nothing; this listens to its buttons. A button has
`data-compare`, what it asks for ("sap=early"), and `data-place`, which stays when the table is
drawn anew: there the keyboard's place is put back. A commune's details come into sight.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from ui import address
from ui.comparison.group_standings import BY_NAME, REVERSED, sort_keys
from ui.display import markup

_KEY = "comparison_click"
_SCRIPT = """
let isListening = false;
let send = () => {};
function keepPlace(button) {
  const selector = `[data-place="${CSS.escape(button.dataset.place)}"]`;
  const observer = new MutationObserver(() => {
    const fresh = document.querySelector(selector);
    const isLost = document.activeElement === document.body;
    if (fresh && fresh !== button) {
      if (isLost) fresh.focus({ preventScroll: true });
      observer.disconnect();
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), 5000);
}
function showDetails(code) {
  const end = Date.now() + 5000;
  const find = () => document.querySelector(`.st-key-commune_details_${CSS.escape(code)}`);
  const look = () => {
    const details = find();
    if (details) details.scrollIntoView({ block: "start" });
    else if (Date.now() < end) setTimeout(look, 100);
  };
  if (!find()) look();
}
function listen(event) {
  const button = event.target.closest && event.target.closest("[data-compare]");
  if (!button) return;
  const [key, choice] = button.dataset.compare.split("=");
  if (key === "xem") showDetails(choice);
  else keepPlace(button);
  send(button.dataset.compare);
}
export default function ({ setTriggerValue }) {
  send = (text) => setTriggerValue("choice", text);
  if (!isListening) document.addEventListener("click", listen);
  isListening = true;
  return () => {
    document.removeEventListener("click", listen);
    isListening = false;
  };
}
"""
# It shows nothing, and takes no room among what the page shows.
_WITHOUT_ROOM = Markup("<style>.st-key-comparison_listener{position:absolute}</style>")
_listener = st.components.v2.component("comparison_click_listener", js=_SCRIPT)


def listen_to_clicks() -> None:
    """Add to the page a listener by which buttons of the table choose sorting, details and page."""
    with st.container(key="comparison_listener"):
        markup.show_html(_WITHOUT_ROOM)
        _listener(key=_KEY, on_choice_change=_keep_choice)


def _keep_choice() -> None:
    """Put what the pressed button asks for into the address: what to sort by, or whose details."""
    text = str(st.session_state[_KEY].get("choice") or "")
    key, _, choice = text.partition("=")
    if key == "sap" and choice in sort_keys():
        _keep_sort_key(choice)
    elif key == "xem":
        show_commune("" if choice == address.address_choice("xem") else choice)


def _keep_sort_key(sort_key: str) -> None:
    """Put into the address what the table is sorted by; go to its page 1, rank a metric below."""
    address.keep_choice("sap", sort_key)
    st.session_state["trang"] = "1"
    name = sort_key.removeprefix(REVERSED)
    if name == BY_NAME:
        address.write_choices("sap")
        return
    st.session_state["chi-so"] = address.keep_choice("chi-so", name)
    address.write_choices("sap", "chi-so")


def show_commune(code: str) -> None:
    """Put the commune whose details are to be shown into the address as `xem`; "" takes it out."""
    if code:
        st.query_params["xem"] = code
    else:
        st.query_params.pop("xem", None)
