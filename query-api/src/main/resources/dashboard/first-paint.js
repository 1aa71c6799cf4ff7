// Runs before anything is painted, so that a chosen theme does not flash: see theme.js.
(() => {
  try {
    const theme = localStorage.getItem('culprit.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is switched off; the system's theme applies.
  }
})();
