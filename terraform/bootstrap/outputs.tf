output "state_bucket" {
  description = "Bucket for `backend \"s3\"`."
  value       = aws_s3_bucket.state.id
}

output "lock_table" {
  description = "Table for its dynamodb_table."
  value       = aws_dynamodb_table.locks.name
}

output "region" {
  description = "Region of both."
  value       = data.aws_region.current.name
}
