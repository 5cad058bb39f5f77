"""API Gateway (REST): what Moto 5.2.1 answers otherwise."""

from moto.apigateway import models
from moto.apigateway.exceptions import NotFoundException


class InvalidIntegration(NotFoundException):
    code = 404

    def __init__(self) -> None:
        super().__init__("Invalid Integration identifier specified")


def integration_responses() -> None:
    """Integration responses of an integration that is gone answer 500, and AWS answers 404.

    Evidence: `APIGatewayBackend.get_integration_response` calls a method of None. The provider
    deletes the integration and its responses side by side on destroy, and retries a 500 for minutes.
    """
    backend = models.APIGatewayBackend

    def found(self, function_id, resource_id, method_type):
        integration = self.get_integration(function_id, resource_id, method_type)
        if integration is None:
            raise InvalidIntegration()
        return integration

    def get_integration_response(self, function_id, resource_id, method_type, status_code):
        return found(self, function_id, resource_id, method_type).get_integration_response(status_code)

    def delete_integration_response(self, function_id, resource_id, method_type, status_code):
        integration = found(self, function_id, resource_id, method_type)
        integration.get_integration_response(status_code)
        return integration.delete_integration_response(status_code)

    backend.get_integration_response = get_integration_response
    backend.delete_integration_response = delete_integration_response


PATCHES = (integration_responses,)
