import decimal
import functools
import re

import jinja2


class Product:
    def __init__(self, name):
        self.name = name


class Page:
    def __init__(self, items):
        self.items = items

    def item(self, number):
        return self._at(number - 1)

    def _at(self, index):
        return self.items[index]


def average_rating(ratings):
    return mean(ratings)


def mean(values):
    return sum(values) / len(values)


def search(query):
    return [name for name in ("lamp", "desk") if compile_query(query).search(name)]


def compile_query(query):
    return re.compile(query, re.IGNORECASE)


def parse_price(text):
    return to_cents(decimal.Decimal(text))


def to_cents(amount):
    return int(amount * 100)


def render_card(product):
    return environment().from_string("{{ product.price.amount + 1 }}").render(product=product)


def render_banner(source):
    return environment().from_string(source).render()


def environment():
    return jinja2.Environment(undefined=jinja2.StrictUndefined)


def slug(name):
    return name.lower().encode("ascii").decode()


def thumbnail(product):
    return crop(product)


def crop(product):
    return product.image.crop(80, 80)


def unique_tags(tags):
    return collect(tags)


def collect(tags):
    return {tag for tag in map(lambda tag: tag, tags)} or set(tags)


@functools.lru_cache
def facet(name):
    return lookup_facet(name)


def lookup_facet(name):
    facets = {"size": ["s", "m"]}
    return sorted(facets[name])
