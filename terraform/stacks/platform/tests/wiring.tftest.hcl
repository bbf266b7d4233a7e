# Wiring, with a provider that is all pretence: what goes where, and which inputs are refused.
mock_provider "aws" {
  source = "../../testing/mocks"
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

run "hands_over_what_k8s_needs" {
  command = apply
  assert {
    condition     = toset(keys(output.k8s)) == toset(["region", "clusterName", "vpcCidr", "kafkaBootstrap", "objectBucket", "objectFileSystem", "modelBucket", "imageRegistry", "certificateArn", "host"])
    error_message = "k8s/overlays/*/platform.env has other keys"
  }
  assert {
    condition     = alltrue([for value in values(output.k8s) : can(tostring(value)) && value != ""])
    error_message = "every value must be a text that is not empty"
  }
  assert {
    condition     = output.k8s.kafkaBootstrap == "boot.mock:9098"
    error_message = "serverless brokers"
  }
  assert {
    condition     = output.k8s.imageRegistry == "123456789012.dkr.ecr.eu-central-1.amazonaws.com"
    error_message = "the registry is the host only"
  }
}

run "provisioned_brokers" {
  command = apply
  variables {
    kafka_mode = "provisioned"
  }
  assert {
    condition     = output.k8s.kafkaBootstrap == "b-1.mock:9098,b-2.mock:9098,b-3.mock:9098"
    error_message = "provisioned brokers"
  }
}

run "every_gpu_pool_has_the_taint_and_no_other" {
  command = apply
  assert {
    condition     = join(" ", output.pools["gpu-serving"].taints) == "nvidia.com/gpu=true:NO_SCHEDULE" && join(" ", output.pools["gpu-training"].taints) == "nvidia.com/gpu=true:NO_SCHEDULE" && length(output.pools["cpu"].taints) == 0
    error_message = "pods with a GPU tolerate exactly that taint"
  }
  assert {
    condition     = output.pools["gpu-serving"].labels["maestro.io/pool"] == "gpu-serving" && output.pools["gpu-training"].min == 0
    error_message = "pods select pools by that label; training starts from zero"
  }
}

run "refuses_a_small_vpc" {
  command = plan
  variables {
    cidr = "10.99.0.0/24"
  }
  expect_failures = [var.cidr]
}

run "refuses_a_training_pool_that_never_sleeps" {
  command = plan
  module {
    source = "../../modules/eks"
  }
  variables {
    name       = "test"
    subnet_ids = ["subnet-1", "subnet-2"]
    pools = {
      cpu          = { ami_type = "AL2023_x86_64_STANDARD", instance_types = ["m7i.large"], capacity_type = "ON_DEMAND", min = 2, max = 6, disk_gib = 50 }
      gpu-serving  = { ami_type = "AL2023_x86_64_NVIDIA", instance_types = ["p5.4xlarge"], capacity_type = "ON_DEMAND", min = 0, max = 2, disk_gib = 200 }
      gpu-training = { ami_type = "AL2023_x86_64_NVIDIA", instance_types = ["p5.4xlarge"], capacity_type = "SPOT", min = 1, max = 2, disk_gib = 200 }
    }
    kubernetes_version  = "1.33"
    public_access_cidrs = []
  }
  expect_failures = [var.pools]
}

run "refuses_an_api_server_open_to_all" {
  command = plan
  module {
    source = "../../modules/eks"
  }
  variables {
    name                = "test"
    subnet_ids          = ["subnet-1", "subnet-2"]
    kubernetes_version  = "1.33"
    public_access_cidrs = ["0.0.0.0/0"]
  }
  expect_failures = [var.public_access_cidrs]
}
