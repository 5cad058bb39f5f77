locals {
  # key: the attributes by which an item is found, first the partition key, then the sort key. All are strings.
  tables = {
    repair-orders = {
      key     = ["id"]
      indexes = { by-status = ["status", "createdAt"] }
    }
    contact-history = { key = ["orderId", "contactedAt"] }
    appointments    = { key = ["day", "id"] }
    sales-tracking  = { key = ["day"] }
    settings        = { key = ["userId", "name"] }
    analytics-cache = { key = ["metric"], expires = "expiresAt" }
  }
}

# Data at rest is encrypted with DynamoDB's own key; a server_side_encryption block would only choose another.
resource "aws_dynamodb_table" "this" {
  for_each = local.tables

  name         = "${local.prefix}-${each.key}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = each.value.key[0]
  range_key    = try(each.value.key[1], null)

  deletion_protection_enabled = var.protect

  dynamic "attribute" {
    for_each = toset(concat(each.value.key, flatten(values(try(each.value.indexes, {})))))
    content {
      name = attribute.value
      type = "S"
    }
  }

  dynamic "global_secondary_index" {
    for_each = try(each.value.indexes, {})
    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value[0]
      range_key       = global_secondary_index.value[1]
      projection_type = "ALL"
    }
  }

  dynamic "ttl" {
    for_each = try([each.value.expires], [])
    content {
      attribute_name = ttl.value
      enabled        = true
    }
  }

  point_in_time_recovery {
    enabled = true
  }
}
