/**
 * One of every kind that can be adopted, the local AWS knows and the reference stack does not have: a REST API, what is
 * in it and what leads to it; a policy, an event source mapping, a bus and a rule of EventBridge; a function's alias,
 * URL and settings; a secret's value; what a bucket can be set to.
 */
export const REST_STACK = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  max_retries = 2
}
locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
resource "aws_iam_role" "f" {
  name               = "shop"
  assume_role_policy = local.trust
}
resource "aws_iam_policy" "f" {
  name   = "shop"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:ListBucket", Resource = "*" }] })
}
resource "aws_iam_role_policy_attachment" "f" {
  role       = aws_iam_role.f.name
  policy_arn = aws_iam_policy.f.arn
}
resource "aws_lambda_function" "f" {
  function_name = "shop"
  role          = aws_iam_role.f.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "\${path.module}/function.zip"
  publish       = true
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.f.function_name
  function_version = aws_lambda_function.f.version
}
resource "aws_lambda_function_url" "live" {
  function_name      = aws_lambda_function.f.function_name
  authorization_type = "AWS_IAM"
}
resource "aws_lambda_function_event_invoke_config" "f" {
  function_name          = aws_lambda_function.f.function_name
  maximum_retry_attempts = 1
}
resource "aws_dynamodb_table" "orders" {
  name             = "orders"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_lambda_event_source_mapping" "orders" {
  function_name     = aws_lambda_function.f.arn
  event_source_arn  = aws_dynamodb_table.orders.stream_arn
  starting_position = "LATEST"
}
resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(1 day)"
}
resource "aws_cloudwatch_event_target" "nightly" {
  rule      = aws_cloudwatch_event_rule.nightly.name
  target_id = "f"
  arn       = aws_lambda_function.f.arn
}
resource "aws_lambda_permission" "nightly" {
  statement_id  = "nightly"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.f.function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.nightly.arn
}
resource "aws_api_gateway_rest_api" "api" {
  name = "shop"
}
resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_rest_api.api.root_resource_id
  path_part   = "orders"
}
resource "aws_api_gateway_resource" "order" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_resource.orders.id
  path_part   = "{id}"
}
resource "aws_api_gateway_method" "order" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_resource.order.id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_method" "root" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_rest_api.api.root_resource_id
  http_method   = "OPTIONS"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "order" {
  rest_api_id             = aws_api_gateway_rest_api.api.id
  resource_id             = aws_api_gateway_resource.order.id
  http_method             = aws_api_gateway_method.order.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.f.invoke_arn
}
resource "aws_api_gateway_integration" "root" {
  rest_api_id       = aws_api_gateway_rest_api.api.id
  resource_id       = aws_api_gateway_rest_api.api.root_resource_id
  http_method       = aws_api_gateway_method.root.http_method
  type              = "MOCK"
  request_templates = { "application/json" = "{\\"statusCode\\": 200}" }
}
resource "aws_api_gateway_method_response" "root" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_rest_api.api.root_resource_id
  http_method = aws_api_gateway_method.root.http_method
  status_code = "200"
}
resource "aws_api_gateway_integration_response" "root" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_rest_api.api.root_resource_id
  http_method = aws_api_gateway_method.root.http_method
  status_code = aws_api_gateway_method_response.root.status_code
  depends_on  = [aws_api_gateway_integration.root]
}
resource "aws_api_gateway_authorizer" "token" {
  name                   = "token"
  rest_api_id            = aws_api_gateway_rest_api.api.id
  authorizer_uri         = aws_lambda_function.f.invoke_arn
  authorizer_credentials = aws_iam_role.f.arn
}
resource "aws_api_gateway_model" "order" {
  rest_api_id  = aws_api_gateway_rest_api.api.id
  name         = "Order"
  content_type = "application/json"
  schema       = jsonencode({ type = "object" })
}
resource "aws_api_gateway_request_validator" "body" {
  rest_api_id           = aws_api_gateway_rest_api.api.id
  name                  = "body"
  validate_request_body = true
}
resource "aws_api_gateway_gateway_response" "denied" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  response_type = "ACCESS_DENIED"
  status_code   = "403"
}
resource "aws_api_gateway_deployment" "api" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  triggers    = { redeployment = sha1(jsonencode([aws_api_gateway_integration.order.id])) }
  depends_on  = [aws_api_gateway_integration.order, aws_api_gateway_integration.root]
  lifecycle {
    create_before_destroy = true
  }
}
resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  deployment_id = aws_api_gateway_deployment.api.id
  stage_name    = "live"
}
resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"
  settings {
    metrics_enabled = true
  }
}
resource "aws_api_gateway_account" "here" {
  cloudwatch_role_arn = aws_iam_role.f.arn
}
resource "aws_api_gateway_api_key" "partner" {
  name = "partner"
}
resource "aws_api_gateway_usage_plan" "partners" {
  name = "partners"
  api_stages {
    api_id = aws_api_gateway_rest_api.api.id
    stage  = aws_api_gateway_stage.live.stage_name
  }
}
resource "aws_api_gateway_usage_plan_key" "partner" {
  key_id        = aws_api_gateway_api_key.partner.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.partners.id
}
resource "aws_lambda_permission" "api" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.f.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "\${aws_api_gateway_rest_api.api.execution_arn}/*/*"
}
resource "aws_secretsmanager_secret" "token" {
  name                    = "token"
  recovery_window_in_days = 0
}
resource "aws_secretsmanager_secret_version" "token" {
  secret_id     = aws_secretsmanager_secret.token.id
  secret_string = "to be replaced"
  lifecycle {
    ignore_changes = [secret_string]
  }
}
resource "aws_s3_bucket" "logs" {
  bucket = "shop-logs"
}
resource "aws_s3_bucket" "locked" {
  bucket              = "shop-locked"
  object_lock_enabled = true
}
resource "aws_s3_bucket_versioning" "locked" {
  bucket = aws_s3_bucket.locked.id
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket_object_lock_configuration" "locked" {
  bucket = aws_s3_bucket.locked.id
  rule {
    default_retention {
      mode = "GOVERNANCE"
      days = 1
    }
  }
  depends_on = [aws_s3_bucket_versioning.locked]
}
resource "aws_s3_bucket" "uploads" {
  bucket = "shop-uploads"
}
resource "aws_s3_bucket_ownership_controls" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}
resource "aws_s3_bucket_acl" "uploads" {
  bucket     = aws_s3_bucket.uploads.id
  acl        = "private"
  depends_on = [aws_s3_bucket_ownership_controls.uploads]
}
resource "aws_s3_bucket_logging" "uploads" {
  bucket        = aws_s3_bucket.uploads.id
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "uploads/"
  depends_on    = [aws_s3_bucket_policy.logs]
}
resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "logging.s3.amazonaws.com" }, Action = "s3:PutObject", Resource = "\${aws_s3_bucket.logs.arn}/*" }] })
}
resource "aws_s3_bucket_accelerate_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  status = "Enabled"
}
resource "aws_s3_bucket_cors_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = ["https://example.com"]
  }
}
resource "aws_s3_bucket_website_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  index_document {
    suffix = "index.html"
  }
}
resource "aws_cloudwatch_event_bus" "orders" {
  name = "orders"
}
resource "aws_api_gateway_domain_name" "api" {
  domain_name              = "api.example.com"
  regional_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f"
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}
resource "aws_api_gateway_base_path_mapping" "api" {
  api_id      = aws_api_gateway_rest_api.api.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  domain_name = aws_api_gateway_domain_name.api.domain_name
}
`;

/** An empty zip file: what code a function has doesn't matter here. Every byte of it is ASCII. */
export const EMPTY_ZIP = `PK\x05\x06${'\0'.repeat(18)}`;
