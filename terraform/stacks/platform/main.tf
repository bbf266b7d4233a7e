# Everything that Maestro needs of AWS. What k8s/ must know leaves by one output, k8s.

provider "aws" {
  region = var.region
  default_tags {
    tags = { project = "maestro", environment = var.environment }
  }
}

data "aws_caller_identity" "this" {}

locals {
  name       = "maestro-${var.environment}"
  account_id = data.aws_caller_identity.this.account_id

  # What each function reads and writes; a test compares it with the code.
  functions = jsondecode(file("${path.module}/functions.json"))
  topics    = distinct(flatten([for function in values(local.functions) : concat(function.reads, function.writes)]))

  # Where in the bucket of objects a function's own records lie. Content (images, registries, checkpoints) is read by all.
  object_spaces = { for name, function in local.functions : name => {
    own    = name == "gateway" ? [] : [for space in ["hops", "tries", "written"] : "named/${space}/${name}/"]
    reads  = [for space in function.objectReads : "named/${space}/"]
    writes = [for space in function.objectWrites : space == "objects" ? "objects/" : "named/${space}/"]
  } }

  identities = merge(
    { for name, function in local.functions : name => {
      namespace       = "maestro"
      service_account = name
      reads           = function.reads
      writes          = function.writes
      group           = name == "gateway" ? null : "maestro.${name}"
      transactions    = name == "gateway" ? null : name
      creates         = name == "task"
      watches         = []
      model_reads     = lookup({ promote = ["candidates/", "models/"], train = ["candidates/"] }, name, [])
      model_writes    = lookup({ promote = ["models/"], evaluate = ["models/pair-scoring/"], train = ["candidates/"] }, name, [])
      object_reads    = concat(["objects/"], local.object_spaces[name].reads, local.object_spaces[name].own)
      object_writes   = concat(local.object_spaces[name].writes, local.object_spaces[name].own)
    } },
    {
      keda = {
        namespace       = "keda"
        service_account = "keda-operator"
        watches         = [for name in keys(local.functions) : "maestro.${name}" if name != "gateway"]
      }
      models = {
        namespace       = "kube-system"
        service_account = "s3-csi-driver-sa"
        model_reads     = ["models/"]
      }
    },
  )
}

module "observability" {
  source             = "../../modules/observability"
  name               = local.name
  account_id         = local.account_id
  retention_days     = var.log_retention_days
  monthly_budget_usd = var.monthly_budget_usd
  budget_emails      = var.budget_emails
}

module "network" {
  source             = "../../modules/network"
  name               = local.name
  cidr               = var.cidr
  nat_per_zone       = var.nat_per_zone
  flow_log_group_arn = module.observability.flow_log_group_arn
}

module "eks" {
  source              = "../../modules/eks"
  name                = local.name
  kubernetes_version  = var.kubernetes_version
  subnet_ids          = module.network.private_subnet_ids
  public_access_cidrs = var.public_access_cidrs
  admin_role_arns     = var.admin_role_arns
  pools               = var.pools
}

module "msk" {
  source                 = "../../modules/msk"
  name                   = local.name
  mode                   = var.kafka_mode
  vpc_id                 = module.network.vpc_id
  subnet_ids             = module.network.private_subnet_ids
  client_security_groups = { cluster = module.eks.security_group_id }
  log_group_name         = module.observability.kafka_log_group_name
}

module "object_store" {
  source                 = "../../modules/object-store"
  name                   = local.name
  account_id             = local.account_id
  vpc_id                 = module.network.vpc_id
  subnet_ids             = module.network.private_subnet_ids
  client_security_groups = { cluster = module.eks.security_group_id }
}

module "model_repository" {
  source     = "../../modules/model-repository"
  name       = local.name
  account_id = local.account_id
}

module "ecr" {
  source = "../../modules/ecr"
  name   = local.name
  images = setunion(keys(local.functions), ["local", "learner-verl"])
}

module "workload_identity" {
  source            = "../../modules/workload-identity"
  name              = local.name
  cluster_name      = module.eks.cluster_name
  kafka_arn         = module.msk.arn
  model_bucket_arn  = module.model_repository.arn
  model_key_arn     = module.model_repository.kms_key_arn
  object_bucket_arn = module.object_store.bucket_arn
  object_key_arn    = module.object_store.kms_key_arn
  topics            = local.topics
  identities        = local.identities
  drivers = {
    ebs-csi = { service_account = "ebs-csi-controller-sa", policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy" }
    efs-csi = { service_account = "efs-csi-controller-sa", policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEFSCSIDriverPolicy" }
  }
}
