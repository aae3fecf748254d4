// Before Streamlit's own script: what it would otherwise ask the server or the browser for.
(() => {
  "use strict";
  // A page's address has one part, so the server is at the root: no trial of "/so-sanh/_stcore/…".
  window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/` };
  // Calendars and numbers are Vietnamese, whatever the browser's own language.
  Object.defineProperty(navigator, "language", { get: () => "vi-VN" });
  Object.defineProperty(navigator, "languages", { get: () => ["vi-VN", "vi"] });
})();
