"""Lifecycle rules of S3: what Moto 5.2.1 answers otherwise."""

from moto.s3 import models, responses


def newer_noncurrent_versions() -> None:
    """`NewerNoncurrentVersions` of a NoncurrentVersionExpiration is taken and forgotten.

    Evidence: `LifecycleRule` keeps `nve_noncurrent_days` alone, and `get_bucket_lifecycle` answers
    nothing else; a rule that keeps a number of versions never reads back as written.
    """
    plain_set = models.FakeBucket.set_lifecycle
    plain_get = responses.S3Response.get_bucket_lifecycle

    def set_lifecycle(self, rules):
        plain_set(self, rules)
        for asked, kept in zip(rules, self.rules):
            kept.nve_newer_versions = (asked.get("NoncurrentVersionExpiration") or {}).get("NewerNoncurrentVersions")

    def get_bucket_lifecycle(self):
        kept = self.backend.get_bucket_lifecycle(self.bucket_name)
        serialize = self.serialized

        def completed(answer):
            if isinstance(answer.result, dict):
                for answered, rule in zip(answer.result.get("Rules", []), kept):
                    newer = getattr(rule, "nve_newer_versions", None)
                    if newer is not None and "NoncurrentVersionExpiration" in answered:
                        answered["NoncurrentVersionExpiration"]["NewerNoncurrentVersions"] = newer
            return serialize(answer)

        self.serialized = completed
        try:
            return plain_get(self)
        finally:
            del self.serialized

    models.FakeBucket.set_lifecycle = set_lifecycle
    responses.S3Response.get_bucket_lifecycle = get_bucket_lifecycle


PATCHES = (newer_noncurrent_versions,)
