# Four GPUs that stay up are nearly all of the cost; see terraform/README.md.
environment        = "prod"
region             = "eu-central-1"
cidr               = "10.30.0.0/16"
nat_per_zone       = true
kafka_mode         = "provisioned"
log_retention_days = 90
monthly_budget_usd = 25000
budget_emails      = ["platform@example.com"]
host               = "maestro.example.com"
certificate_arn    = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
admin_role_arns    = { platform = "arn:aws:iam::123456789012:role/platform" }

pools = {
  cpu          = { ami_type = "AL2023_x86_64_STANDARD", instance_types = ["m7i.xlarge"], capacity_type = "ON_DEMAND", min = 3, max = 12, disk_gib = 100 }
  gpu-serving  = { ami_type = "AL2023_x86_64_NVIDIA", instance_types = ["p5.4xlarge"], capacity_type = "ON_DEMAND", min = 4, max = 8, disk_gib = 300 }
  gpu-training = { ami_type = "AL2023_x86_64_NVIDIA", instance_types = ["p5.4xlarge"], capacity_type = "SPOT", min = 0, max = 4, disk_gib = 300 }
}
