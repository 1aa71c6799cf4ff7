import csv
import datetime
import io
import zipfile

import sqlalchemy

engine = sqlalchemy.create_engine("sqlite://", poolclass=sqlalchemy.pool.StaticPool)


def query(sql, **values):
    with engine.connect() as connection:
        return connection.execute(sqlalchemy.text(sql), values).all()


def revenue(since):
    return query("SELECT sum(total) FROM revenue_by_day WHERE day > :since", since=since)


def store_twice(number):
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE IF NOT EXISTS report (id INTEGER PRIMARY KEY)"))
        for _ in range(2):
            insert(connection, number)


def insert(connection, number):
    connection.execute(sqlalchemy.text("INSERT INTO report VALUES (:id)"), {"id": number})


def top(count):
    return query(f"SELECT name FORM report LIMIT {count}")


def rows(text):
    return [row_total(row) for row in csv.DictReader(io.StringIO(text))]


def row_total(row):
    return int(row["total"])


def load(path):
    return read_lines(path)


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return file.readlines()


def unzip(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def next_month(year, month):
    return first_day(year, month + 1)


def first_day(year, month):
    return datetime.date(year, month, 1)


def formula(text):
    return evaluate(text, {"total": 4, "count": 0})


def evaluate(text, names):
    return eval(compile(text, "<discount>", "eval"), {}, names)
