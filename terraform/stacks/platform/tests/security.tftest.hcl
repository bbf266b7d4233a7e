# Encryption and closed doors, planned by the real provider without a network: new resources ask AWS nothing.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

override_data {
  target = module.network.data.aws_availability_zones.this
  values = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
}

override_data {
  target = data.aws_caller_identity.this
  values = { account_id = "123456789012" }
}

variables {
  environment        = "test"
  region             = "eu-central-1"
  cidr               = "10.99.0.0/16"
  nat_per_zone       = false
  kafka_mode         = "serverless"
  log_retention_days = 7
  monthly_budget_usd = 100
  budget_emails      = ["nobody@example.com"]
  host               = "maestro.example.com"
  certificate_arn    = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
  admin_role_arns    = { platform = "arn:aws:iam::123456789012:role/platform" }
  pools = {
    cpu          = { ami_type = "AL2023_x86_64_STANDARD", instance_types = ["m7i.large"], capacity_type = "ON_DEMAND", min = 2, max = 6, disk_gib = 50 }
    gpu-serving  = { ami_type = "AL2023_x86_64_NVIDIA", instance_types = ["p5.4xlarge"], capacity_type = "ON_DEMAND", min = 0, max = 2, disk_gib = 200 }
    gpu-training = { ami_type = "AL2023_x86_64_NVIDIA", instance_types = ["p5.4xlarge"], capacity_type = "SPOT", min = 0, max = 2, disk_gib = 200 }
  }
}

run "whole_stack_plans" {
  command = plan
  assert {
    condition     = output.k8s.clusterName == "maestro-test" && output.k8s.modelBucket == "maestro-test-models-123456789012" && output.k8s.objectBucket == "maestro-test-objects-123456789012"
    error_message = "names follow the environment"
  }
}

run "cluster_is_closed" {
  command = plan
  module {
    source = "../../modules/eks"
  }
  variables {
    name                = "test"
    subnet_ids          = ["subnet-1", "subnet-2"]
    kubernetes_version  = "1.33"
    public_access_cidrs = []
  }
  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_private_access && !aws_eks_cluster.this.vpc_config[0].endpoint_public_access
    error_message = "the API server must be reached from inside only"
  }
  assert {
    condition     = aws_eks_cluster.this.access_config[0].authentication_mode == "API" && !aws_eks_cluster.this.access_config[0].bootstrap_cluster_creator_admin_permissions
    error_message = "who may what stands in access entries, and the creator is nobody special"
  }
  assert {
    condition     = contains(aws_eks_cluster.this.enabled_cluster_log_types, "audit") && contains(aws_eks_cluster.this.encryption_config[0].resources, "secrets") && aws_kms_key.secrets.enable_key_rotation
    error_message = "audit log, and secrets under an own key that is rotated"
  }
  assert {
    condition     = alltrue([for template in aws_launch_template.pool : template.metadata_options[0].http_tokens == "required" && template.metadata_options[0].http_put_response_hop_limit == 1 && template.block_device_mappings[0].ebs[0].encrypted == "true"])
    error_message = "nodes: metadata by token within one hop, encrypted disks"
  }
  assert {
    condition     = alltrue([for name, pool in var.pools : aws_launch_template.pool[name].block_device_mappings[0].ebs[0].volume_size == pool.disk_gib])
    error_message = "the disk is as large as the pool says"
  }
  assert {
    condition     = jsondecode(aws_eks_addon.this["vpc-cni"].configuration_values).enableNetworkPolicy == "true"
    error_message = "network policies must be enforced"
  }
}

run "kafka_is_closed" {
  command = plan
  module {
    source = "../../modules/msk"
  }
  variables {
    name                   = "test"
    mode                   = "provisioned"
    vpc_id                 = "vpc-1"
    subnet_ids             = ["subnet-1", "subnet-2", "subnet-3"]
    client_security_groups = { cluster = "sg-1" }
    log_group_name         = "kafka"
  }
  assert {
    condition     = aws_msk_cluster.this[0].client_authentication[0].unauthenticated == false && aws_msk_cluster.this[0].client_authentication[0].sasl[0].iam
    error_message = "nobody without a role"
  }
  assert {
    condition     = aws_msk_cluster.this[0].encryption_info[0].encryption_in_transit[0].client_broker == "TLS" && aws_kms_key.this.enable_key_rotation
    error_message = "TLS only, own key"
  }
  assert {
    condition     = strcontains(aws_msk_configuration.this[0].server_properties, "auto.create.topics.enable=false") && strcontains(aws_msk_configuration.this[0].server_properties, "min.insync.replicas=2")
    error_message = "no topic by accident, two copies before an answer"
  }
  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.iam : rule.from_port == 9098 && rule.to_port == 9098 && rule.cidr_ipv4 == null])
    error_message = "one port, from named groups"
  }
}

run "buckets_are_closed" {
  command = plan
  module {
    source = "../../modules/private-bucket"
  }
  variables {
    name        = "test-models-123456789012"
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
  }
  assert {
    condition     = aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.block_public_policy && aws_s3_bucket_public_access_block.this.ignore_public_acls && aws_s3_bucket_public_access_block.this.restrict_public_buckets
    error_message = "nothing public"
  }
  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "versioned"
  }
  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms" && one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == var.kms_key_arn
    error_message = "encrypted with the key that was given"
  }
  assert {
    condition     = one(aws_s3_bucket_ownership_controls.this.rule).object_ownership == "BucketOwnerEnforced"
    error_message = "no ACLs"
  }
}

run "models_have_a_closed_bucket" {
  command = plan
  module {
    source = "../../modules/model-repository"
  }
  variables {
    name       = "test"
    account_id = "123456789012"
  }
  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_s3_bucket_lifecycle_configuration.this.bucket == module.bucket.bucket
    error_message = "own key, and the bucket of private-bucket"
  }
}

run "objects_are_closed" {
  command = plan
  module {
    source = "../../modules/object-store"
  }
  variables {
    name                   = "test"
    account_id             = "123456789012"
    vpc_id                 = "vpc-1"
    subnet_ids             = ["subnet-1", "subnet-2", "subnet-3"]
    client_security_groups = { cluster = "sg-1" }
  }
  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.this.bucket == module.bucket.bucket
    error_message = "the bucket of private-bucket"
  }
  assert {
    condition     = alltrue(flatten([for rule in aws_s3_bucket_lifecycle_configuration.this.rule : [for expiration in rule.expiration : expiration.days > 90]]))
    error_message = "the journal must outlive the events of its topics"
  }
  assert {
    condition     = aws_efs_file_system.this.encrypted && aws_kms_key.this.enable_key_rotation && aws_efs_backup_policy.this.backup_policy[0].status == "ENABLED"
    error_message = "encrypted with an own key, backed up"
  }
}

run "images_do_not_move" {
  command = plan
  module {
    source = "../../modules/ecr"
  }
  variables {
    name   = "test"
    images = ["decide"]
  }
  assert {
    condition     = alltrue([for repository in aws_ecr_repository.this : repository.image_tag_mutability == "IMMUTABLE" && repository.image_scanning_configuration[0].scan_on_push])
    error_message = "a tag names one image for good, and is scanned"
  }
}
