import base64
import datetime
import hashlib
import json


class Forbidden(Exception):
    pass


class ValidationError(ValueError):
    def __init__(self, errors):
        super().__init__("; ".join(errors))
        self.errors = errors


class Sessions:
    def __init__(self):
        self._users = {}

    def user(self, session):
        return self._find(session)["user"]

    def _find(self, session):
        return self._users[session]


def check_password(stored, given):
    return constant_time(stored, hashlib.sha256(given.encode()).hexdigest())


def constant_time(a, b):
    return all(x == y for x, y in zip(a, b))


def decode_token(token):
    return claims(base64.b64decode(token))


def claims(raw):
    return json.loads(raw)["sub"]


def require_role(user, role):
    if role not in user["roles"]:
        deny(user, role)


def deny(user, role):
    raise Forbidden(f"User '{user['name']}' needs the role {role}")


def age(birthday):
    born = datetime.date.fromisoformat(birthday)
    return datetime.date(2026, 3, 2).year - born.year


def split_name(name):
    first, last = name.split(" ")
    return first, last


def register(form):
    validate(form, [email, has_password])


def validate(form, rules):
    errors = [message for rule in rules if (message := rule(form))]
    if errors:
        raise ValidationError(errors)


def email(form):
    return None if "@" in form["email"] else f"{form['email']} is no address"


def has_password(form):
    return None if form.get("password") else "password is missing"
