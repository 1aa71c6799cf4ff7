-- Shares of failing requests at gateways. Runs as role culprit_alerting, owner of schema alerting.

ALTER TABLE rules DROP CONSTRAINT rules_kind_check;
ALTER TABLE rules ADD CONSTRAINT rules_kind_check
  CHECK (kind IN ('new_problem', 'regression', 'threshold', 'spike', 'error_share', 'error_share_spike'));

-- Requests and those answered 5xx, by minute: of the whole project (key empty), of each host, of each upstream.
CREATE TABLE request_minutes (
  project_id    bigint NOT NULL,
  scope_kind    text NOT NULL CHECK (scope_kind IN ('project', 'host', 'upstream')),
  scope_key     text NOT NULL,
  minute        timestamptz NOT NULL,
  environment   text NOT NULL,
  requests      bigint NOT NULL,
  server_errors bigint NOT NULL,
  PRIMARY KEY (project_id, scope_kind, scope_key, minute, environment)
) WITH (fillfactor = 80);
CREATE INDEX request_minutes_by_age ON request_minutes USING brin (minute);

-- Projects that have had the default rule about their gateways.
CREATE TABLE gateway_projects (
  project_id       bigint PRIMARY KEY,
  first_request_at timestamptz NOT NULL DEFAULT now()
);

-- An incident about a share is about a host or an upstream, whose name is the key; empty for all other incidents.
ALTER TABLE incidents ADD COLUMN scope_kind text NOT NULL DEFAULT '';
ALTER TABLE incidents ADD COLUMN scope_key text NOT NULL DEFAULT '';
DROP INDEX incidents_open;
CREATE UNIQUE INDEX incidents_open ON incidents (rule_id, problem_id, environment, scope_key) WHERE closed_at IS NULL;
CREATE INDEX incidents_open_shares ON incidents (id)
  WHERE closed_at IS NULL AND rule_kind IN ('error_share', 'error_share_spike');
