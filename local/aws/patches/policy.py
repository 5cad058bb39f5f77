"""Evaluates the Condition block of a bucket policy, as far as a bucket policy of ours needs it.

Follows the IAM reference: every operator and key must match; several values of one key are
alternatives (for negated operators none may match); `...IfExists` passes where the key is absent;
an absent key fails a positive operator and passes a negated one.
"""

import fnmatch
import json

Context = dict[str, str]


def listed(value) -> list:
    return value if isinstance(value, list) else [value]


def text(value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def number(compare):
    return lambda actual, wanted: compare(float(actual), float(wanted))


POSITIVE = {
    "Bool": lambda actual, wanted: actual.lower() == wanted.lower(),
    "StringEquals": lambda actual, wanted: actual == wanted,
    "StringEqualsIgnoreCase": lambda actual, wanted: actual.lower() == wanted.lower(),
    "StringLike": lambda actual, wanted: fnmatch.fnmatchcase(actual, wanted),
    "ArnEquals": lambda actual, wanted: fnmatch.fnmatchcase(actual, wanted),
    "ArnLike": lambda actual, wanted: fnmatch.fnmatchcase(actual, wanted),
    "NumericEquals": number(lambda actual, wanted: actual == wanted),
    "NumericLessThan": number(lambda actual, wanted: actual < wanted),
    "NumericLessThanEquals": number(lambda actual, wanted: actual <= wanted),
    "NumericGreaterThan": number(lambda actual, wanted: actual > wanted),
    "NumericGreaterThanEquals": number(lambda actual, wanted: actual >= wanted),
}
NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NumericNotEquals": "NumericEquals",
}


def holds(operator: str, wanted: list[str], actual: str | None) -> bool:
    name = operator.removesuffix("IfExists")
    if name == "Null":
        return (actual is None) == (wanted[0].lower() == "true")
    if actual is None:
        return name in NEGATED or name != operator
    if name in NEGATED:
        return not any(POSITIVE[NEGATED[name]](actual, each) for each in wanted)
    if name not in POSITIVE:
        raise NotImplementedError(f"condition operator {operator}")
    return any(POSITIVE[name](actual, each) for each in wanted)


def conditions_hold(statement: dict, context: Context) -> bool:
    """Whether every condition of a statement holds; keys are compared without case, as IAM does."""
    known = {key.lower(): value for key, value in context.items()}
    return all(
        holds(operator, [text(value) for value in listed(values)], known.get(key.lower()))
        for operator, keys in (statement.get("Condition") or {}).items()
        for key, values in keys.items()
    )


def statements(document: str | bytes) -> list[dict]:
    return listed(json.loads(document)["Statement"])


def names(statement: dict, key: str, actual: str) -> bool:
    return any(fnmatch.fnmatchcase(actual.lower(), each.lower()) for each in listed(statement.get(key, [])))


def concerns(statement: dict, action: str, resource: str) -> bool:
    inverted = "NotAction" in statement
    actions = names(statement, "NotAction" if inverted else "Action", action) != inverted
    # Bucket names and keys have a case; `names` compares without, so the resource is matched here.
    resources = any(fnmatch.fnmatchcase(resource, each) for each in listed(statement.get("Resource", "*")))
    return actions and resources


FIXING_KEYS = {
    *("aws:sourcearn", "aws:sourceaccount", "aws:sourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:principalarn"),
    *("aws:principalaccount", "aws:principalorgid", "aws:sourceorgid", "aws:userid", "s3:dataaccesspointaccount"),
}


def is_public(document: str | bytes) -> bool:
    """What S3 calls a public policy: it allows anyone, without a condition fixing who (S3 guide, "public")."""
    for statement in statements(document):
        principal = statement.get("Principal")
        anyone = principal == "*" or (isinstance(principal, dict) and "*" in listed(principal.get("AWS", [])))
        keys = {key.lower() for each in (statement.get("Condition") or {}).values() for key in each}
        if statement.get("Effect") == "Allow" and anyone and not keys & FIXING_KEYS:
            return True
    return False
