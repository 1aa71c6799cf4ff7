CREATE TABLE books (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
CREATE INDEX books_by_title ON books USING gin (title gin_trgm_ops);

CREATE TABLE secrets (
  value text NOT NULL
);
REVOKE ALL ON secrets FROM culprit_reader;

INSERT INTO books (title) VALUES ('Kalevala');
