/** Starts the dashboard. */
import './components/app.js';
