output "cloudfront_url" {
  description = "The site."
  value       = "https://${aws_cloudfront_distribution.site.domain_name}"
}

output "cloudfront_distribution_id" {
  description = "What an invalidation is asked of."
  value       = aws_cloudfront_distribution.site.id
}

output "frontend_bucket" {
  description = "Where the site's files go."
  value       = aws_s3_bucket.site.id
}

output "api_url" {
  description = "The HTTP API, without a slash at its end; the site's build gets it as VITE_API_URL."
  value       = aws_apigatewayv2_api.this.api_endpoint
}

output "api_id" {
  description = "The HTTP API's id."
  value       = aws_apigatewayv2_api.this.id
}

output "package_bucket" {
  description = "Where the functions' packages are."
  value       = aws_s3_bucket.packages.id
}

output "table_names" {
  description = "Each table's full name."
  value       = { for name, table in aws_dynamodb_table.this : name => table.name }
}

output "tekmetric_secret_name" {
  description = "The secret to put the Tekmetric access into (see secrets.tf)."
  value       = aws_secretsmanager_secret.tekmetric.name
}
