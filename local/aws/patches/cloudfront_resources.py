"""CloudFront functions and response headers policies, which Moto 5.2.1 doesn't have at all."""

from datetime import timezone

from moto.cloudfront import models, responses, urls
from moto.cloudfront.exceptions import CloudFrontException, InvalidIfMatchVersion
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow

from .cloudfront import PreconditionFailed, counted

Response = responses.CloudFrontResponse


class NoSuchFunction(CloudFrontException):
    def __init__(self) -> None:
        super().__init__("NoSuchFunctionExists", "The specified function does not exist.")


class FunctionAlreadyExists(CloudFrontException):
    def __init__(self) -> None:
        super().__init__("FunctionAlreadyExists", "A function with the same name already exists in this AWS account.")


class FunctionInUse(CloudFrontException):
    def __init__(self) -> None:
        super().__init__("FunctionInUse", "The function is associated with a distribution.")


class NoSuchPolicy(CloudFrontException):
    def __init__(self) -> None:
        super().__init__("NoSuchResponseHeadersPolicy", "The response headers policy does not exist.")


class PolicyAlreadyExists(CloudFrontException):
    def __init__(self) -> None:
        super().__init__(
            "ResponseHeadersPolicyAlreadyExists", "A response headers policy with this name already exists."
        )


class PolicyInUse(CloudFrontException):
    def __init__(self) -> None:
        super().__init__("ResponseHeadersPolicyInUse", "The response headers policy is attached to a distribution.")


def now():
    return utcnow().replace(tzinfo=timezone.utc)


def matching(etag: str, if_match: str | None) -> None:
    if not if_match:
        raise InvalidIfMatchVersion
    if etag != if_match:
        raise PreconditionFailed


def behaviours(backend) -> list:
    configs = [distribution.distribution_config for distribution in backend.distributions.values()]
    return [
        each
        for config in configs
        for each in (config["DefaultCacheBehavior"], *(config["CacheBehaviors"].get("Items") or []))
    ]


class Stage:
    """One stage (DEVELOPMENT or LIVE) of a CloudFront function."""

    def __init__(self, function: "Function", name: str, config: dict, code: bytes):
        self.function, self.name, self.config, self.code = function, name, config, code
        self.etag = models.random_id()
        self.created = self.modified = now()

    def summary(self) -> dict:
        published = self.function.live is not None and self.function.live.code == self.code
        return {
            "Name": self.function.name,
            "Status": "DEPLOYED" if published else "UNPUBLISHED",
            "FunctionConfig": self.config,
            "FunctionMetadata": {
                "FunctionARN": self.function.arn,
                "Stage": self.name,
                "CreatedTime": self.created,
                "LastModifiedTime": self.modified,
            },
        }


class Function:
    def __init__(self, account_id: str, name: str, config: dict, code: bytes):
        self.name = name
        self.arn = f"arn:aws:cloudfront::{account_id}:function/{name}"
        self.development = Stage(self, "DEVELOPMENT", config, code)
        self.live: Stage | None = None

    def stage(self, name: str | None) -> Stage:
        found = self.live if name == "LIVE" else self.development
        if found is None:
            raise NoSuchFunction
        return found


def storage() -> None:
    """The backend has nowhere to keep them, and `reset` must forget them."""
    plain = models.CloudFrontBackend.__init__

    def __init__(self, region_name, account_id):
        plain(self, region_name, account_id)
        self.functions = {}
        self.headers_policies = {}

    models.CloudFrontBackend.__init__ = __init__


def routes() -> None:
    """Their paths answer 404.

    Evidence: `moto.cloudfront.urls.url_paths` has neither `function` nor `response-headers-policy`.
    """
    for path in (
        "function$",
        "function/(?P<name>[^/]+)$",
        "function/(?P<name>[^/]+)/describe$",
        "function/(?P<name>[^/]+)/publish$",
        "response-headers-policy$",
        "response-headers-policy/(?P<policy_id>[^/]+)$",
        "response-headers-policy/(?P<policy_id>[^/]+)/config$",
    ):
        urls.url_paths["{0}/2020-05-31/" + path] = Response.dispatch


def functions() -> None:
    """CreateFunction, UpdateFunction, PublishFunction and their kin are missing.

    Evidence: `aws_cloudfront_function` fails with 404 on create. A function has two stages;
    publishing copies DEVELOPMENT to LIVE; each stage has an ETag of its own.
    """

    def found(response: Response) -> Function:
        function = response.backend.functions.get(response._get_param("Name"))
        if function is None:
            raise NoSuchFunction
        return function

    def create_function(self):
        name = self._get_param("Name")
        if name in self.backend.functions:
            raise FunctionAlreadyExists
        config, code = self._get_param("FunctionConfig"), self._get_param("FunctionCode")
        function = Function(self.backend.account_id, name, config, code)
        self.backend.functions[name] = function
        stage = function.development
        location = f"https://cloudfront.amazonaws.com/2020-05-31/function/{name}"
        return ActionResult({"FunctionSummary": stage.summary(), "Location": location, "ETag": stage.etag})

    def describe_function(self):
        stage = found(self).stage(self._get_param("Stage"))
        return ActionResult({"FunctionSummary": stage.summary(), "ETag": stage.etag})

    def get_function(self):
        stage = found(self).stage(self._get_param("Stage"))
        return ActionResult(
            {"FunctionCode": stage.code, "ETag": stage.etag, "ContentType": "application/octet-stream"}
        )

    def update_function(self):
        stage = found(self).development
        matching(stage.etag, self._get_param("IfMatch"))
        stage.config, stage.code = self._get_param("FunctionConfig"), self._get_param("FunctionCode")
        stage.etag, stage.modified = models.random_id(), now()
        return ActionResult({"FunctionSummary": stage.summary(), "ETag": stage.etag})

    def publish_function(self):
        function = found(self)
        matching(function.development.etag, self._get_param("IfMatch"))
        function.live = Stage(function, "LIVE", function.development.config, function.development.code)
        return ActionResult({"FunctionSummary": function.live.summary()})

    def delete_function(self):
        function = found(self)
        matching(function.development.etag, self._get_param("IfMatch"))
        for behaviour in behaviours(self.backend):
            for association in behaviour["FunctionAssociations"].get("Items") or []:
                if association["FunctionARN"] == function.arn:
                    raise FunctionInUse
        del self.backend.functions[function.name]
        return EmptyResult()

    def list_functions(self):
        wanted = self._get_param("Stage")
        stages = [stage for each in self.backend.functions.values() for stage in (each.development, each.live)]
        items = [stage.summary() for stage in stages if stage and wanted in (None, stage.name)]
        return ActionResult({"FunctionList": {"MaxItems": 100, **counted({"Items": items})}})

    for operation in (
        *(create_function, describe_function, get_function, update_function),
        *(publish_function, delete_function, list_functions),
    ):
        setattr(Response, operation.__name__, operation)


class HeadersPolicy:
    def __init__(self, config: dict):
        self.id = f"{models.random_id(length=8)}-{models.random_id(length=12)}".lower()
        self.replace(config)

    def replace(self, config: dict) -> None:
        self.config, self.etag, self.last_modified_time = config, models.random_id(), now()

    def answer(self) -> dict:
        return {
            "Id": self.id,
            "LastModifiedTime": self.last_modified_time,
            "ResponseHeadersPolicyConfig": self.config,
        }


def response_headers_policies() -> None:
    """CreateResponseHeadersPolicy and its kin are missing.

    Evidence: `aws_cloudfront_response_headers_policy` fails with 404 on create.
    """

    def found(response: Response) -> HeadersPolicy:
        policy = response.backend.headers_policies.get(response._get_param("Id"))
        if policy is None:
            raise NoSuchPolicy
        return policy

    def create_response_headers_policy(self):
        config = self._get_param("ResponseHeadersPolicyConfig")
        if any(each.config["Name"] == config["Name"] for each in self.backend.headers_policies.values()):
            raise PolicyAlreadyExists
        policy = HeadersPolicy(config)
        self.backend.headers_policies[policy.id] = policy
        location = f"https://cloudfront.amazonaws.com/2020-05-31/response-headers-policy/{policy.id}"
        return ActionResult({"ResponseHeadersPolicy": policy.answer(), "Location": location, "ETag": policy.etag})

    def get_response_headers_policy(self):
        policy = found(self)
        return ActionResult({"ResponseHeadersPolicy": policy.answer(), "ETag": policy.etag})

    def get_response_headers_policy_config(self):
        policy = found(self)
        return ActionResult({"ResponseHeadersPolicyConfig": policy.config, "ETag": policy.etag})

    def update_response_headers_policy(self):
        policy = found(self)
        matching(policy.etag, self._get_param("IfMatch"))
        policy.replace(self._get_param("ResponseHeadersPolicyConfig"))
        return ActionResult({"ResponseHeadersPolicy": policy.answer(), "ETag": policy.etag})

    def delete_response_headers_policy(self):
        policy = found(self)
        matching(policy.etag, self._get_param("IfMatch"))
        if any(each.get("ResponseHeadersPolicyId") == policy.id for each in behaviours(self.backend)):
            raise PolicyInUse
        del self.backend.headers_policies[policy.id]
        return EmptyResult()

    def list_response_headers_policies(self):
        items = [
            {"Type": "custom", "ResponseHeadersPolicy": each.answer()}
            for each in self.backend.headers_policies.values()
        ]
        return ActionResult({"ResponseHeadersPolicyList": {"MaxItems": 100, **counted({"Items": items})}})

    for operation in (
        *(create_response_headers_policy, get_response_headers_policy, get_response_headers_policy_config),
        *(update_response_headers_policy, delete_response_headers_policy, list_response_headers_policies),
    ):
        setattr(Response, operation.__name__, operation)


PATCHES = (storage, routes, functions, response_headers_policies)
