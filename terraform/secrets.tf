# Only the secret itself: its value never passes through Terraform, so it is in no plan and no state.
# Put it there once, and again whenever it changes:
#
#   aws secretsmanager put-secret-value --secret-id "$(terraform output -raw tekmetric_secret_name)" \
#     --secret-string file://tekmetric.json        # {"baseUrl": "https://...", "token": "...", "shop": "..."}
#
# Until then sync-tekmetric writes sample repair orders, marked as such.
resource "aws_secretsmanager_secret" "tekmetric" {
  name        = "${local.prefix}-tekmetric"
  description = "Access to the Tekmetric API, read by sync-tekmetric alone."

  recovery_window_in_days = var.protect ? 30 : 0
}
