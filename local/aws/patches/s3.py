"""S3: what Moto 5.2.1 answers otherwise."""

from moto.core.responses import ActionResult
from moto.iam.access_control import PermissionResult
from moto.s3 import models, responses
from moto.s3.exceptions import BucketAlreadyExists, S3AccessDeniedError, S3ClientError

from . import policy
from .atomic import one_at_a_time

# Header by which the local edge says that it asks as an AWS service, as CloudFront does with origin
# access control: `cloudfront.amazonaws.com <ARN of the distribution>`. The bucket policy alone decides.
SERVICE_HEADER = "x-local-service-principal"

# The local endpoint has no TLS of its own; it stands for one that speaks TLS 1.3.
TRANSPORT = {"aws:SecureTransport": "true", "s3:TlsVersion": "1.3"}


def permission(document, action: str, resource: str, context: policy.Context) -> PermissionResult:
    concerned = [
        statement
        for statement in policy.statements(document)
        if policy.concerns(statement, action, resource) and policy.conditions_hold(statement, context)
    ]
    anyone = [each for each in concerned if each.get("Principal") in ("*", {"AWS": "*"})]
    if any(each["Effect"] == "Deny" for each in anyone):
        return PermissionResult.DENIED
    return PermissionResult.PERMITTED if any(each["Effect"] == "Allow" for each in anyone) else PermissionResult.NEUTRAL


def conditions() -> None:
    """Conditions of a bucket policy are ignored, and HeadObject is asked for as `s3:HeadObject`.

    Evidence: `FakeBucket.get_permission` passes no condition values, so a Deny without TLS blocks
    every call. In S3 `s3:GetObject` covers HEAD too.
    """

    def get_permission(self, action, resource):
        if self.policy is None:
            return PermissionResult.NEUTRAL
        known = action.replace("s3:HeadObject", "s3:GetObject")
        return permission(self.policy, known, resource, {**TRANSPORT, "aws:ResourceAccount": self.account_id})

    models.FakeBucket.get_permission = get_permission


def bucket_owner(name: str) -> str | None:
    found = models.s3_backends.bucket_accounts.get(name)
    return found[1] if found else None


def refusal(response, request, refused: S3ClientError):
    # A HEAD has no body to put the error in.
    return (403, {}, "") if request.method == "HEAD" else response.serialized(ActionResult(refused))


def before(method: str, check) -> None:
    """Runs `check(response, request)` before one of Moto's two entries; what it raises is the answer."""
    plain = getattr(responses.S3Response, method)

    def checked(self, request, full_url):
        try:
            check(self, request)
        except S3ClientError as refused:
            return refusal(self, request, refused)
        return plain(self, request, full_url)

    setattr(responses.S3Response, method, checked)


def expected_bucket_owner() -> None:
    """`x-amz-expected-bucket-owner` is ignored; S3 answers 403 when the owner is another.

    Evidence: the header occurs nowhere in `moto/s3`.
    """

    def check(self, request):
        expected = request.headers.get("x-amz-expected-bucket-owner")
        owner = bucket_owner(self.bucket_name) if self.bucket_name else None
        if expected and owner and expected != owner:
            raise S3AccessDeniedError()

    before("_bucket_response", check)
    before("_key_response", check)


def names_taken() -> None:
    """Creating a bucket whose name another account has answers 403; S3 answers 409 BucketAlreadyExists.

    Evidence: `_bucket_response_put` looks the bucket up to learn its owner, and is refused the look.
    """

    def check(self, request):
        owner = bucket_owner(self.bucket_name) if request.method == "PUT" and not request.query_string else None
        if owner and owner != self.current_account:
            raise BucketAlreadyExists(bucket=self.bucket_name)

    before("_bucket_response", check)


def service_principals() -> None:
    """No request can come from a service, so a missing grant to CloudFront would never show.

    Evidence: `IAMPolicyStatement.is_unknown_principal` takes `{"Service": ...}` for anyone.
    """

    def allows(bucket, service: str, source: str, action: str, resource: str) -> bool:
        context = {**TRANSPORT, "aws:SourceArn": source, "aws:SourceAccount": source.split(":")[4]}
        effects = set()
        for statement in policy.statements(bucket.policy) if bucket.policy else []:
            principal = statement.get("Principal")
            named = isinstance(principal, dict) and service in policy.listed(principal.get("Service", []))
            if not (named or principal in ("*", {"AWS": "*"})):
                continue
            if policy.concerns(statement, action, resource) and policy.conditions_hold(statement, context):
                effects.add(statement["Effect"])
        return effects == {"Allow"}

    def check(self, request):
        asked = request.headers.get(SERVICE_HEADER)
        if not asked:
            return
        service, source = asked.split(" ", 1)
        bucket = self.backend.get_bucket(self.bucket_name)
        key = self.parse_key_name()
        arn = f"arn:aws:s3:::{self.bucket_name}"
        may_list = allows(bucket, service, source, "s3:ListBucket", arn)
        may_get = bool(key) and allows(bucket, service, source, "s3:GetObject", f"{arn}/{key}")
        # Who may not list isn't told that an object is missing.
        hidden = key and not may_list and self.backend.get_object(bucket.name, key) is None
        if hidden or not (may_get if key else may_list):
            raise S3AccessDeniedError()

    before("_key_response", check)
    before("_bucket_response", check)


def denials() -> None:
    """An object that the bucket policy denies is answered with an empty 403, without `AccessDenied`.

    Evidence: `_key_response` returns `403, {}, ""`; clients then report an unknown error.
    """
    plain = responses.S3Response._key_response

    def _key_response(self, request, full_url):
        answer = plain(self, request, full_url)
        if isinstance(answer, tuple) and answer[0] == 403 and not answer[2]:
            return refusal(self, request, S3AccessDeniedError())
        return answer

    responses.S3Response._key_response = _key_response


def block_public_policy() -> None:
    """A public policy is taken although BlockPublicPolicy is set; S3 answers 403.

    Evidence: `S3Backend.put_bucket_policy` stores whatever it is given.
    """
    plain = models.S3Backend.put_bucket_policy

    def put_bucket_policy(self, bucket_name, document):
        blocked = self.get_bucket(bucket_name).public_access_block
        # `ensure_boolean` may leave the words of the XML.
        if blocked and text_is_true(blocked.block_public_policy) and policy.is_public(document):
            raise S3AccessDeniedError()
        plain(self, bucket_name, document)

    models.S3Backend.put_bucket_policy = put_bucket_policy


def text_is_true(value) -> bool:
    return str(value).lower() == "true"


def policy_status() -> None:
    """GetBucketPolicyStatus answers a listing of the bucket.

    Evidence: `policyStatus` isn't among the query parameters `_bucket_response_get` knows.
    """
    plain = responses.S3Response._bucket_response_get

    def _bucket_response_get(self, bucket_name, querystring):
        if "policyStatus" not in querystring:
            return plain(self, bucket_name, querystring)
        document = self.backend.get_bucket_policy(bucket_name)
        if not document:
            return self.get_bucket_policy()
        self.data["Action"] = "GetBucketPolicyStatus"
        return self.serialized(ActionResult({"PolicyStatus": {"IsPublic": policy.is_public(document)}}))

    responses.S3Response._bucket_response_get = _bucket_response_get


def atomic_writes() -> None:
    """Of two conditional writes at once both may be granted; S3 grants one.

    Evidence: `S3Response.put_object` looks for `If-Match` and `If-None-Match` and writes later, without a lock, on a
    threaded server.
    """
    one_at_a_time(responses.S3Response, "put_object", "delete_object")


PATCHES = (
    *(conditions, denials, expected_bucket_owner, names_taken),
    *(service_principals, block_public_policy, policy_status, atomic_writes),
)
