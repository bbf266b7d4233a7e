variable "name" {
  description = "Name of the cluster."
  type        = string
}

variable "kubernetes_version" {
  description = "Minor version, such as 1.33."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets of nodes and control plane, in two zones at least."
  type        = list(string)
}

variable "public_access_cidrs" {
  description = "Who may reach the API server from outside; empty for nobody."
  type        = list(string)
  validation {
    condition     = !contains(var.public_access_cidrs, "0.0.0.0/0")
    error_message = "public_access_cidrs must name networks, not the whole internet."
  }
}

variable "admin_role_arns" {
  description = "Roles that administer the cluster, by a name of your choice."
  type        = map(string)
}

variable "pools" {
  description = "Node groups by pool name, which becomes the label maestro.io/pool."
  type = map(object({
    ami_type       = string
    instance_types = list(string)
    capacity_type  = string
    min            = number
    max            = number
    disk_gib       = number
  }))
  validation {
    condition     = contains(keys(var.pools), "cpu") && contains(keys(var.pools), "gpu-serving") && contains(keys(var.pools), "gpu-training")
    error_message = "pools must have cpu, gpu-serving and gpu-training: k8s/ selects nodes by these names."
  }
  validation {
    condition     = alltrue([for name, pool in var.pools : strcontains(pool.ami_type, "NVIDIA") == startswith(name, "gpu-")])
    error_message = "Pools named gpu-* need an NVIDIA ami_type, and no others may have one."
  }
  validation {
    condition     = var.pools["gpu-training"].min == 0
    error_message = "gpu-training must start from zero: it costs by the hour and is there for jobs."
  }
}
