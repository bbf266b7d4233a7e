output "cluster_name" {
  description = "Name of the cluster."
  value       = aws_eks_cluster.this.name
}

output "security_group_id" {
  description = "Security group of all nodes and pods."
  value       = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
}

output "pools" {
  description = "Labels and taints of the pools, which k8s/ must agree with."
  value = { for name, group in aws_eks_node_group.pool : name => {
    labels = group.labels
    taints = [for taint in group.taint : "${taint.key}=${taint.value}:${taint.effect}"]
    min    = group.scaling_config[0].min_size
    max    = group.scaling_config[0].max_size
  } }
}
