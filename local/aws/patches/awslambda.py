"""Lambda: what Moto 5.2.1 answers otherwise."""

import os

from moto.awslambda import models
from moto.moto_api._internal import urls


def logging_configuration() -> None:
    """LoggingConfig is dropped, so the second plan wants to set it on every function.

    Evidence: the word doesn't occur in `moto/awslambda`. Lambda always answers one: text to
    `/aws/lambda/<name>` unless told otherwise.
    """
    plain_init = models.LambdaFunction.__init__
    plain_answer = models.LambdaFunction.get_configuration
    plain_update = models.LambdaFunction.update_configuration

    def __init__(self, account_id, spec, region, version=1):
        self.logging_config = spec.get("LoggingConfig") or {}
        plain_init(self, account_id, spec, region, version)

    def get_configuration(self, on_create=False):
        given = {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{self.function_name}", **self.logging_config}
        if given["LogFormat"] == "JSON":
            given = {"ApplicationLogLevel": "INFO", "SystemLogLevel": "INFO", **given}
        return {**plain_answer(self, on_create), "LoggingConfig": given}

    def update_configuration(self, config_updates):
        self.logging_config = config_updates.get("LoggingConfig", self.logging_config)
        return plain_update(self, config_updates)

    models.LambdaFunction.__init__ = __init__
    models.LambdaFunction.get_configuration = get_configuration
    models.LambdaFunction.update_configuration = update_configuration


def code_location() -> None:
    """GetFunction's Code.Location names an address that doesn't exist; in AWS it is a signed URL to the package.

    Evidence: `get_code` builds `https://awslambda-<region>-tasks.s3...`. We run functions from it.
    """
    plain = models.LambdaFunction.get_code

    def get_code(self):
        answer = plain(self)
        place = f"{self.account_id}/{self.region}/{self.function_name}/{self.version}"
        location = f"http://127.0.0.1:{os.environ['MOTO_PORT']}/moto-api/lambda-code/{place}"
        return {**answer, "Code": {**answer.get("Code", {}), "Location": location, "RepositoryType": "S3"}}

    def serve(_request, full_url, _headers):
        account, region, name, version = full_url.split("/moto-api/lambda-code/", 1)[1].split("/")
        function = models.lambda_backends[account][region].get_function(name, None if version == "$LATEST" else version)
        return 200, {"content-type": "application/zip"}, function.code_bytes

    models.LambdaFunction.get_code = get_code
    path = "{0}/moto-api/lambda-code/(?P<account>[^/]+)/(?P<region>[^/]+)/(?P<name>[^/]+)/(?P<version>[^/]+)$"
    urls.url_paths[path] = serve


PATCHES = (logging_configuration, code_location)
