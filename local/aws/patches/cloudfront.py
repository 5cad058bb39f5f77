"""CloudFront distributions and invalidations: what Moto 5.2.1 answers otherwise."""

import os
import time
from datetime import timezone

from moto.cloudfront import models, responses
from moto.cloudfront.exceptions import CloudFrontException, InvalidIfMatchVersion, NoSuchDistribution
from moto.cloudfront.exceptions import DomainNameNotAnS3Bucket, OriginDoesNotExist
from moto.core.responses import ActionResult
from moto.core.utils import utcnow

# How long an invalidation stays InProgress: long enough that a client which doesn't wait is seen.
INVALIDATION_SECONDS = float(os.environ.get("LOCAL_AWS_INVALIDATION_SECONDS", "0.3"))

NOTHING = {"Quantity": 0}


class PreconditionFailed(CloudFrontException):
    def __init__(self) -> None:
        super().__init__(
            "PreconditionFailed",
            "The request failed because it didn't meet the preconditions in one or more request-header fields.",
        )


class DistributionNotDisabled(CloudFrontException):
    def __init__(self) -> None:
        super().__init__("DistributionNotDisabled", "The distribution you are trying to delete has not been disabled.")


class InvalidationBatchAlreadyExists(CloudFrontException):
    def __init__(self) -> None:
        super().__init__(
            "InvalidationBatchAlreadyExists",
            "The caller reference has already been used with another invalidation batch.",
        )


def counted(value) -> dict:
    """A CloudFront list: Quantity always, Items only when there are some."""
    items = (value or {}).get("Items") or []
    return {**(value or {}), "Quantity": len(items), "Items": items} if items else dict(NOTHING)


def behaviour(given: dict) -> dict:
    methods = given.get("AllowedMethods") or {}
    allowed = methods.get("Items") or ["HEAD", "GET"]
    cached = (methods.get("CachedMethods") or {}).get("Items") or ["HEAD", "GET"]
    answered = {
        "SmoothStreaming": False,
        "Compress": False,
        "FieldLevelEncryptionId": "",
        **given,
        "TrustedSigners": {"Enabled": False, **counted(given.get("TrustedSigners"))},
        "TrustedKeyGroups": {"Enabled": False, **counted(given.get("TrustedKeyGroups"))},
        "AllowedMethods": {
            "Quantity": len(allowed),
            "Items": allowed,
            "CachedMethods": {"Quantity": len(cached), "Items": cached},
        },
        "LambdaFunctionAssociations": counted(given.get("LambdaFunctionAssociations")),
        "FunctionAssociations": counted(given.get("FunctionAssociations")),
        "GrpcConfig": given.get("GrpcConfig") or {"Enabled": False},
    }
    if given.get("CachePolicyId"):
        # With a cache policy the time-to-live settings and forwarded values belong to the policy.
        for legacy in ("ForwardedValues", "MinTTL", "DefaultTTL", "MaxTTL"):
            answered.pop(legacy, None)
    return answered


def origin(given: dict) -> dict:
    s3 = given.get("S3OriginConfig")
    if s3 is not None and ".amazonaws.com" not in given["DomainName"]:
        raise DomainNameNotAnS3Bucket
    answered = {
        "OriginPath": "",
        "ConnectionAttempts": 3,
        "ConnectionTimeout": 10,
        "OriginAccessControlId": "",
        **given,
        "CustomHeaders": counted(given.get("CustomHeaders")),
        "OriginShield": given.get("OriginShield") or {"Enabled": False},
    }
    if "CustomOriginConfig" not in given:
        answered["S3OriginConfig"] = {"OriginAccessIdentity": "", **(s3 or {})}
    return answered


def viewer_certificate(given: dict | None) -> dict:
    if not given or given.get("CloudFrontDefaultCertificate"):
        return {
            "CloudFrontDefaultCertificate": True,
            "SSLSupportMethod": "vip",
            "MinimumProtocolVersion": "TLSv1",
            "CertificateSource": "cloudfront",
        }
    return {"CloudFrontDefaultCertificate": False, **given}


def configuration(given: dict) -> dict:
    """The DistributionConfig as CloudFront answers it: what was sent, completed by its defaults."""
    origins = [origin(each) for each in given["Origins"]["Items"]]
    behaviours = [behaviour(each) for each in (given.get("CacheBehaviors") or {}).get("Items") or []]
    targets = [given["DefaultCacheBehavior"], *behaviours]
    if any(each["TargetOriginId"] not in [known["Id"] for known in origins] for each in targets):
        raise OriginDoesNotExist
    restriction = (given.get("Restrictions") or {}).get("GeoRestriction") or {}
    return {
        "DefaultRootObject": "",
        "PriceClass": "PriceClass_All",
        "HttpVersion": "http2",
        "IsIPV6Enabled": True,
        "WebACLId": "",
        "Staging": False,
        "ContinuousDeploymentPolicyId": "",
        **given,
        "Aliases": counted(given.get("Aliases")),
        "Origins": {"Quantity": len(origins), "Items": origins},
        "OriginGroups": counted(given.get("OriginGroups")),
        "DefaultCacheBehavior": behaviour(given["DefaultCacheBehavior"]),
        "CacheBehaviors": counted({"Items": behaviours}),
        "CustomErrorResponses": counted(given.get("CustomErrorResponses")),
        "Logging": {
            **{"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
            **(given.get("Logging") or {}),
        },
        "ViewerCertificate": viewer_certificate(given.get("ViewerCertificate")),
        "Restrictions": {
            "GeoRestriction": {
                "RestrictionType": restriction.get("RestrictionType", "none"),
                **counted(restriction),
            }
        },
    }


class Configuration(dict):
    """What Moto calls DistributionConfig; it reads one attribute of it, the serialiser the rest."""

    def __init__(self, given: dict):
        super().__init__(configuration(given))
        self.caller_reference = given["CallerReference"]


def configurations() -> None:
    """Distributions are answered with other settings than they were given.

    Evidence: the provider's second plan wants to change a distribution nobody touched, because Moto
    answers the default certificate with `sni-only`, a behaviour with a cache policy with
    `forwarded_values`, and drops OriginAccessControlId, functions and response headers policies
    (`moto.cloudfront.models.DistributionConfig` knows only the attributes it lists).
    """
    models.DistributionConfig = Configuration


def identity() -> None:
    """A distribution's ARN has one colon too few, and its last modification is always in 2021.

    Evidence: Moto builds `arn:aws:cloudfront:<account>:distribution/...`; the ARN of a global service
    keeps the empty place of its region, and bucket policies compare it as a string.
    """
    plain = models.Distribution.__init__

    def __init__(self, account_id, region_name, config):
        plain(self, account_id, region_name, config)
        self.arn = f"arn:aws:cloudfront::{account_id}:distribution/{self.distribution_id}"
        self.last_modified_time = utcnow().replace(tzinfo=timezone.utc)

    models.Distribution.__init__ = __init__


def etags() -> None:
    """An update leaves the ETag as it was, and any If-Match is taken.

    Evidence: `update_distribution` and `delete_distribution` document that the value is ignored.
    CloudFront answers 412 for a stale one, and refuses to delete an enabled distribution.
    """
    backend = models.CloudFrontBackend

    def matching(self, distribution_id, if_match):
        if distribution_id not in self.distributions:
            raise NoSuchDistribution
        if not if_match:
            raise InvalidIfMatchVersion
        distribution = self.distributions[distribution_id]
        if distribution.etag != if_match:
            raise PreconditionFailed
        return distribution

    def update_distribution(self, dist_config, _id, if_match):
        distribution = matching(self, _id, if_match)
        distribution.distribution_config = Configuration(dist_config)
        distribution.etag = models.random_id()
        distribution.last_modified_time = utcnow().replace(tzinfo=timezone.utc)
        distribution.advance()
        return distribution, distribution.location, distribution.etag

    def delete_distribution(self, distribution_id, if_match):
        distribution = matching(self, distribution_id, if_match)
        if distribution.distribution_config["Enabled"]:
            raise DistributionNotDisabled
        del self.distributions[distribution_id]

    backend.update_distribution = update_distribution
    backend.delete_distribution = delete_distribution


class Invalidation(models.Invalidation):
    def __init__(self, distribution, paths, caller_ref):
        super().__init__(distribution, paths, caller_ref)
        self._completed_at = time.monotonic() + INVALIDATION_SECONDS

    @property
    def status(self) -> str:
        return "Completed" if time.monotonic() >= self._completed_at else "InProgress"

    @status.setter
    def status(self, _value: str) -> None:
        """Moto sets COMPLETED in its own constructor."""


def invalidations() -> None:
    """Invalidations are born COMPLETED, repeat for a repeated CallerReference, and are listed oldest first.

    Evidence: `Invalidation.status = "COMPLETED"`, so waiters for `Completed` never end. CloudFront
    answers InProgress, then `Completed`; the same reference with the same paths is the same
    invalidation, with other paths InvalidationBatchAlreadyExists; the newest stands first.
    """
    backend = models.CloudFrontBackend

    def create_invalidation(self, dist_id, paths, caller_ref):
        distribution, _ = self.get_distribution(dist_id)
        known = self.invalidations.setdefault(dist_id, [])
        for earlier in known:
            if earlier.caller_ref == caller_ref:
                if sorted(earlier.paths) != sorted(paths):
                    raise InvalidationBatchAlreadyExists
                return earlier
        known.append(Invalidation(distribution, paths, caller_ref))
        return known[-1]

    def list_invalidations(self, dist_id):
        if dist_id not in self.distributions:
            raise NoSuchDistribution
        return list(reversed(self.invalidations.get(dist_id) or []))

    backend.create_invalidation = create_invalidation
    backend.list_invalidations = list_invalidations


def access_control_configurations() -> None:
    """GetOriginAccessControlConfig answers 404.

    Evidence: the url `/origin-access-control/<id>/config` is routed, its action isn't there.
    """

    def get_origin_access_control_config(self):
        control = self.backend.get_origin_access_control(self._get_param("Id"))
        return ActionResult({"OriginAccessControlConfig": control, "ETag": control.etag})

    responses.CloudFrontResponse.get_origin_access_control_config = get_origin_access_control_config


def listing() -> None:
    """ListDistributions answers summaries without their settings (Enabled, Origins, behaviours).

    Evidence: `list_distributions` hands out Distribution objects, whose settings lie one level deeper
    than in a DistributionSummary.
    """

    def list_distributions(self):
        summaries = [
            {
                **distribution.distribution_config,
                "Id": distribution.id,
                "ARN": distribution.arn,
                "ETag": distribution.etag,
                "Status": distribution.status,
                "DomainName": distribution.domain_name,
                "LastModifiedTime": distribution.last_modified_time,
            }
            for distribution in self.backend.list_distributions()
        ]
        found = {"Marker": "", "MaxItems": 100, "IsTruncated": False, **counted({"Items": summaries})}
        return ActionResult({"DistributionList": found})

    responses.CloudFrontResponse.list_distributions = list_distributions


PATCHES = (configurations, identity, etags, invalidations, access_control_configurations, listing)
