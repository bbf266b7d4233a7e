# About 1,150 USD a month with the GPU pool at zero; see terraform/README.md.
environment        = "dev"
region             = "eu-central-1"
cidr               = "10.20.0.0/16"
nat_per_zone       = false
kafka_mode         = "serverless"
log_retention_days = 14
monthly_budget_usd = 1500
budget_emails      = ["platform@example.com"]
host               = "maestro.dev.example.com"
certificate_arn    = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
admin_role_arns    = { platform = "arn:aws:iam::123456789012:role/platform" }

pools = {
  cpu          = { ami_type = "AL2023_x86_64_STANDARD", instance_types = ["m7i.large"], capacity_type = "ON_DEMAND", min = 2, max = 6, disk_gib = 50 }
  gpu-serving  = { ami_type = "AL2023_x86_64_NVIDIA", instance_types = ["p5.4xlarge"], capacity_type = "ON_DEMAND", min = 0, max = 2, disk_gib = 200 }
  gpu-training = { ami_type = "AL2023_x86_64_NVIDIA", instance_types = ["p5.4xlarge"], capacity_type = "SPOT", min = 0, max = 2, disk_gib = 200 }
}
