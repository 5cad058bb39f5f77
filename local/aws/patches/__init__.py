"""Where Moto answers otherwise than AWS, one module a service, one function a difference.

Every patch is a function whose first sentence names the difference and whose second names its
evidence. None changes what a client may send: they only make the answer what AWS would answer.
"""

from . import apigateway, awslambda, cloudfront, cloudfront_resources, dynamodb, s3, s3_lifecycle

MODULES = (cloudfront, cloudfront_resources, dynamodb, s3, s3_lifecycle, awslambda, apigateway)


def apply() -> list[str]:
    """Applies every patch and returns their names (`s3.conditions`), for the launcher's first line."""
    applied = []
    for module in MODULES:
        service = module.__name__.rsplit(".", 1)[1]
        for patch in module.PATCHES:
            patch()
            applied.append(f"{service}.{patch.__name__}")
    return applied
