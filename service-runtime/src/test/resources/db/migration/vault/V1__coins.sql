CREATE TABLE coins (
  amount integer NOT NULL
);
