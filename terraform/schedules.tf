locals {
  scheduled_functions = { for name, function in local.functions : name => function if can(function.schedule) }
}

resource "aws_scheduler_schedule" "function" {
  for_each = local.scheduled_functions

  name                = "${local.prefix}-${each.key}"
  description         = each.value.description
  schedule_expression = each.value.schedule

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.this[each.key].arn
    role_arn = aws_iam_role.schedule[each.key].arn

    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 2
    }
  }
}

# A role for each schedule, which may do one thing: invoke its function.
resource "aws_iam_role" "schedule" {
  for_each = local.scheduled_functions

  name        = "${local.prefix}-${each.key}-schedule"
  description = "Lets its schedule invoke ${local.prefix}-${each.key}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      # Nobody else's schedule can borrow it.
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy" "schedule" {
  for_each = local.scheduled_functions

  name = "invoke"
  role = aws_iam_role.schedule[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = [aws_lambda_function.this[each.key].arn]
    }]
  })
}
