import configparser
import importlib
import json
import pickle
import struct
import xml.etree.ElementTree as tree


class ImportFailed(Exception):
    pass


def feed(text):
    try:
        return [item for item in parse_feed(text)["items"]]
    except ValueError as e:
        raise ImportFailed("The feed cannot be read") from e


def parse_feed(text):
    return json.loads(text)


def sitemap(text):
    return [url.text for url in tree.fromstring(text)]


def restore(data):
    return pickle.loads(data)


def header(data):
    return struct.unpack(">IHH", data)


def text(data):
    return decode(data).strip()


def decode(data):
    return data.decode("utf-8")


def plugin(name):
    return importlib.import_module(name)


def call_hook(name):
    hooks = type("Hooks", (), {})()
    return getattr(hooks, name)()


def config(source):
    parser = configparser.ConfigParser()
    parser.read_string(source)
    return parser["feed"]["url"]
