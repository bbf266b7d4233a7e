output "k8s" {
  description = "All that k8s/ must know; terraform/README.md says how it gets there."
  value = {
    region           = var.region
    clusterName      = module.eks.cluster_name
    vpcCidr          = module.network.cidr
    kafkaBootstrap   = module.msk.bootstrap
    objectBucket     = module.object_store.bucket
    objectFileSystem = module.object_store.file_system_id
    modelBucket      = module.model_repository.bucket
    imageRegistry    = module.ecr.registry
    certificateArn   = var.certificate_arn
    host             = var.host
  }
}

output "service_accounts" {
  description = "Service accounts that have a role."
  value       = module.workload_identity.service_accounts
}

output "pools" {
  description = "Labels and taints of the node pools."
  value       = module.eks.pools
}
