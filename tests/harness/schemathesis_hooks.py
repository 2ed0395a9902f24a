"""What schemathesis needs to know about the product and cannot read from its description."""

import itertools

import schemathesis

addresses = itertools.count(1)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Each request comes from an address of its own, so that the limits of one address stay as they are in
    production and do not hide the handlers behind 429. (They are tested by themselves in tests/it.)"""
    number = next(addresses)
    headers = case.headers if case.headers is not None else {}
    headers["x-forwarded-for"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    case.headers = headers

