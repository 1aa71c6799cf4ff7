-- Runs as role culprit_alerting, owner of schema alerting.

CREATE TABLE channels (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL,
  name       text NOT NULL,
  enabled    boolean NOT NULL DEFAULT true,
  kind       text NOT NULL CHECK (kind IN ('webhook', 'email', 'slack')),
  -- What may be shown: {"url":…} of a webhook, {"recipients":[…]} of e-mail, {"host":…} of Slack.
  settings   jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON channels (project_id);

-- AES-256-GCM under the server's key; apart from channels so that readers of those cannot read these.
CREATE TABLE channel_secrets (
  channel_id bigint PRIMARY KEY REFERENCES channels (id) ON DELETE CASCADE,
  sealed     bytea NOT NULL
);
REVOKE ALL ON channel_secrets FROM culprit_reader;

CREATE TABLE rules (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id       bigint NOT NULL,
  name             text NOT NULL,
  enabled          boolean NOT NULL DEFAULT true,
  environment      text NOT NULL DEFAULT '',
  cooldown_minutes integer NOT NULL DEFAULT 30,
  kind             text NOT NULL CHECK (kind IN ('new_problem', 'regression', 'threshold', 'spike')),
  -- The fields of the rule's condition, by their proto names; scope is 'problem' or 'project'.
  condition        jsonb NOT NULL,
  channel_ids      bigint[] NOT NULL DEFAULT '{}',
  created_at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON rules (project_id);

-- Projects that have sent anything, and so have had their default rules.
CREATE TABLE known_projects (
  project_id        bigint PRIMARY KEY,
  first_activity_at timestamptz NOT NULL DEFAULT now()
);

-- What notifications say of a problem, as grouping last told it, and when the problem began.
CREATE TABLE problem_summaries (
  problem_id bigint PRIMARY KEY,
  project_id bigint NOT NULL,
  first_seen timestamptz NOT NULL,
  -- title, message, culprit, level, platform
  summary    jsonb NOT NULL
);

-- Activities already counted; swept once they are too old to be sent again.
CREATE TABLE counted_activities (
  id         bigint PRIMARY KEY,
  counted_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX counted_activities_by_age ON counted_activities USING brin (counted_at);

-- Events a problem, environment and minute of occurrence. problem_id 0 = the whole project.
CREATE TABLE rate_minutes (
  project_id  bigint NOT NULL,
  problem_id  bigint NOT NULL,
  environment text NOT NULL,
  minute      timestamptz NOT NULL,
  count       bigint NOT NULL,
  PRIMARY KEY (project_id, problem_id, environment, minute)
) WITH (fillfactor = 80);
CREATE INDEX rate_minutes_by_age ON rate_minutes USING brin (minute);

CREATE TABLE incidents (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule_id      bigint REFERENCES rules (id) ON DELETE SET NULL,
  rule_name    text NOT NULL,
  rule_kind    text NOT NULL,
  project_id   bigint NOT NULL,
  -- 0 = about the whole project.
  problem_id   bigint NOT NULL,
  environment  text NOT NULL DEFAULT '',
  opened_at    timestamptz NOT NULL,
  closed_at    timestamptz,
  -- The last time the condition held.
  last_hot_at  timestamptz NOT NULL,
  -- Why it opened, one sentence with the numbers.
  reason       text NOT NULL,
  -- calmed, by_hand, rule_deleted, resolved, ignored, deleted; empty while open.
  close_reason text NOT NULL DEFAULT '',
  -- The numbers behind the reason: observed, threshold, baseline, window_minutes …
  numbers      jsonb NOT NULL DEFAULT '{}',
  -- What is said of the problem: title, message, culprit, level, platform.
  problem      jsonb NOT NULL DEFAULT '{}',
  -- Whether its rule has channels and they were told.
  notified     boolean NOT NULL DEFAULT false,
  -- Whether its rule has channels and they were not told, and why not: cooldown or storm.
  muted        boolean NOT NULL DEFAULT false,
  mute_reason  text NOT NULL DEFAULT '',
  -- Who closed it by hand.
  closed_by    text NOT NULL DEFAULT ''
);
-- At most one open incident a rule and scope, whichever instance sees it first.
CREATE UNIQUE INDEX incidents_open ON incidents (rule_id, problem_id, environment) WHERE closed_at IS NULL;
CREATE INDEX incidents_by_project ON incidents (project_id, id DESC);
CREATE INDEX incidents_by_calm ON incidents (last_hot_at) WHERE closed_at IS NULL;
CREATE INDEX incidents_open_by_problem ON incidents (problem_id) WHERE closed_at IS NULL;
CREATE INDEX incidents_by_scope ON incidents (rule_id, problem_id, opened_at DESC);
CREATE INDEX incidents_by_notice ON incidents (rule_id, opened_at DESC) WHERE notified;
CREATE INDEX incidents_by_age ON incidents USING brin (opened_at);

-- The outbox: one row a delivery to one channel.
CREATE TABLE notifications (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id      bigint NOT NULL,
  incident_id     bigint REFERENCES incidents (id) ON DELETE CASCADE,
  channel_id      bigint REFERENCES channels (id) ON DELETE SET NULL,
  channel_name    text NOT NULL,
  channel_kind    text NOT NULL,
  state           text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
  attempts        integer NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL DEFAULT now(),
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  finished_at     timestamptz
);
CREATE INDEX notifications_due ON notifications (next_attempt_at) WHERE state = 'pending';
CREATE INDEX notifications_by_incident ON notifications (incident_id);
CREATE INDEX notifications_by_channel ON notifications (channel_id, id DESC);
CREATE INDEX notifications_by_project ON notifications (project_id, id DESC);

CREATE TABLE notification_attempts (
  notification_id bigint NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
  attempt         integer NOT NULL,
  at              timestamptz NOT NULL DEFAULT now(),
  duration_ms     integer NOT NULL,
  delivered       boolean NOT NULL,
  -- What the other side answered or why it was not reached; no secrets.
  detail          text NOT NULL,
  PRIMARY KEY (notification_id, attempt)
);
