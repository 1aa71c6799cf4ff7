-- What gateways' logs tell. Runs as role culprit_grouping, owner of schema grouping.

-- Problems are also told apart by the statuses that their events were answered with, and those of gateways by what
-- failed.
ALTER TABLE problem_facets DROP CONSTRAINT IF EXISTS problem_facets_kind_check;
ALTER TABLE problem_facets ADD CONSTRAINT problem_facets_kind_check CHECK (kind IN ('environment', 'release',
  'http_status', 'proxy', 'cause', 'host', 'upstream', 'upstream_group'));

-- When each release was first seen, to the moment: whether something began with it. Before this table only the hour is
-- known.
CREATE TABLE releases (
  project_id  bigint NOT NULL,
  environment text NOT NULL,
  release     text NOT NULL,
  first_seen  timestamptz NOT NULL,
  PRIMARY KEY (project_id, environment, release)
);
CREATE INDEX releases_by_time ON releases (project_id, first_seen);
INSERT INTO releases (project_id, environment, release, first_seen)
SELECT project_id, environment, release, min(bucket) FROM hour_rollups
WHERE problem_id = 0 AND release <> '' GROUP BY 1, 2, 3;

-- Requests that gateways served: what error rates are made of.
CREATE TABLE gateway_minutes (
  project_id     bigint NOT NULL,
  minute         timestamptz NOT NULL,
  environment    text NOT NULL,
  proxy          text NOT NULL,
  gateway        text NOT NULL,
  host           text NOT NULL,
  route          text NOT NULL,
  upstream       text NOT NULL,
  -- Each of the following is among the requests; errors of the gateway are among the server's.
  requests       bigint NOT NULL,
  client_errors  bigint NOT NULL,
  server_errors  bigint NOT NULL,
  gateway_errors bigint NOT NULL,
  -- The sum over the requests whose duration is known.
  duration_ms    bigint NOT NULL,
  PRIMARY KEY (project_id, minute, environment, proxy, gateway, host, route, upstream)
) WITH (fillfactor = 80);
CREATE INDEX gateway_minutes_by_age ON gateway_minutes USING brin (minute);

-- The same by hour; kept longer.
CREATE TABLE gateway_hours (
  project_id     bigint NOT NULL,
  hour           timestamptz NOT NULL,
  environment    text NOT NULL,
  proxy          text NOT NULL,
  gateway        text NOT NULL,
  host           text NOT NULL,
  route          text NOT NULL,
  upstream       text NOT NULL,
  requests       bigint NOT NULL,
  client_errors  bigint NOT NULL,
  server_errors  bigint NOT NULL,
  gateway_errors bigint NOT NULL,
  duration_ms    bigint NOT NULL,
  PRIMARY KEY (project_id, hour, environment, proxy, gateway, host, route, upstream)
) WITH (fillfactor = 80);
CREATE INDEX gateway_hours_by_age ON gateway_hours USING brin (hour);
CREATE INDEX gateway_hours_by_upstream ON gateway_hours (project_id, upstream);

-- Which events are of one request: those that have a trace id or request id in common, each kept as the first 64 bits
-- of its hash.
CREATE TABLE event_links (
  event_id   bigint NOT NULL,
  link       bigint NOT NULL,
  project_id bigint NOT NULL,
  PRIMARY KEY (event_id, link)
) PARTITION BY RANGE (event_id);
CREATE INDEX event_links_by_link ON event_links (project_id, link);

-- The days that are there already.
DO $$
DECLARE
  day date;
  name text;
BEGIN
  FOR day IN
    SELECT to_date(substring(c.relname FROM '[0-9]{8}$'), 'YYYYMMDD')
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'grouping.events'::regclass
  LOOP
    name := 'event_links_' || to_char(day, 'YYYYMMDD');
    EXECUTE format('CREATE TABLE grouping.%I (LIKE grouping.event_links INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE grouping.event_links ATTACH PARTITION grouping.%I FOR VALUES FROM (%s) TO (%s)',
      name, grouping.event_id_floor(day), grouping.event_id_floor(day + 1));
  END LOOP;
END $$;
