/** Browsers' reports of violated content security policies. */

const address = ({ key, http }) => `${http}/ingest/v1/csp-reports?key=${key}`;

const policy = "default-src 'self'";

const note = 'A policy “Report-Only” blocks nothing. Browsers use report-to where they know it, and only over https; report-uri serves the others.';

/** @type {import('./wires.js').Snippet[]} */
export const CSP = [
  {
    id: 'headers',
    name: 'Headers',
    steps: [
      {
        title: 'What your pages answer with',
        code: (target) => `Reporting-Endpoints: culprit="${address(target)}"
Content-Security-Policy-Report-Only: ${policy}; report-to culprit; report-uri ${address(target)}`,
      },
    ],
    note,
  },
  {
    id: 'nginx',
    name: 'nginx',
    steps: [
      {
        title: 'In the server block',
        code: (target) => `add_header Reporting-Endpoints 'culprit="${address(target)}"' always;
add_header Content-Security-Policy-Report-Only "${policy}; report-to culprit; report-uri ${address(target)}" always;`,
      },
    ],
    note,
  },
];
