# One role for each service account, by Pod Identity: it may connect to Kafka, read its topics, write its topics, and touch
# its prefixes of the two buckets. No action and no resource is a wildcard but the ordinal of a transaction.

locals {
  topic       = replace(var.kafka_arn, ":cluster/", ":topic/")
  group       = replace(var.kafka_arn, ":cluster/", ":group/")
  transaction = replace(var.kafka_arn, ":cluster/", ":transactional-id/")
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]
    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "this" {
  for_each = var.identities

  dynamic "statement" {
    for_each = length(each.value.reads) + length(each.value.writes) + length(each.value.watches) > 0 ? [1] : []
    content {
      sid       = "Connect"
      actions   = concat(["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"], length(each.value.writes) > 0 ? ["kafka-cluster:WriteDataIdempotently"] : [])
      resources = [var.kafka_arn]
    }
  }
  dynamic "statement" {
    for_each = length(each.value.reads) > 0 ? [1] : []
    content {
      sid       = "Read"
      actions   = ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"]
      resources = [for topic in each.value.reads : "${local.topic}/${topic}"]
    }
  }
  dynamic "statement" {
    for_each = length(each.value.writes) > 0 ? [1] : []
    content {
      sid       = "Write"
      actions   = ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"]
      resources = [for topic in each.value.writes : "${local.topic}/${topic}"]
    }
  }
  dynamic "statement" {
    for_each = each.value.group != null ? [1] : []
    content {
      sid       = "Group"
      actions   = ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"]
      resources = ["${local.group}/${each.value.group}"]
    }
  }
  dynamic "statement" {
    for_each = each.value.transactions != null ? [1] : []
    content {
      sid       = "Transactions"
      actions   = ["kafka-cluster:DescribeTransactionalId", "kafka-cluster:AlterTransactionalId"]
      resources = ["${local.transaction}/${each.value.transactions}-*"]
    }
  }
  dynamic "statement" {
    for_each = each.value.creates ? [1] : []
    content {
      sid       = "CreateTopics"
      actions   = ["kafka-cluster:CreateTopic", "kafka-cluster:DescribeTopic"]
      resources = [for topic in var.topics : "${local.topic}/${topic}"]
    }
  }
  dynamic "statement" {
    for_each = length(each.value.watches) > 0 ? [1] : []
    content {
      sid       = "WatchTopics"
      actions   = ["kafka-cluster:DescribeTopic"]
      resources = [for topic in var.topics : "${local.topic}/${topic}"]
    }
  }
  dynamic "statement" {
    for_each = length(each.value.watches) > 0 ? [1] : []
    content {
      sid       = "WatchGroups"
      actions   = ["kafka-cluster:DescribeGroup"]
      resources = [for group in each.value.watches : "${local.group}/${group}"]
    }
  }
  dynamic "statement" {
    for_each = length(each.value.model_reads) > 0 ? [1] : []
    content {
      sid       = "ReadModels"
      actions   = ["s3:GetObject"]
      resources = [for prefix in each.value.model_reads : "${var.model_bucket_arn}/${prefix}*"]
    }
  }
  dynamic "statement" {
    for_each = length(each.value.model_reads) > 0 ? [1] : []
    content {
      sid       = "ListModels"
      actions   = ["s3:ListBucket"]
      resources = [var.model_bucket_arn]
      condition {
        test     = "StringLike"
        variable = "s3:prefix"
        values   = [for prefix in each.value.model_reads : "${prefix}*"]
      }
    }
  }
  dynamic "statement" {
    for_each = length(each.value.model_writes) > 0 ? [1] : []
    content {
      sid       = "WriteModels"
      actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
      resources = [for prefix in each.value.model_writes : "${var.model_bucket_arn}/${prefix}*"]
    }
  }
  dynamic "statement" {
    for_each = length(each.value.model_reads) + length(each.value.model_writes) > 0 ? [1] : []
    content {
      sid       = "ModelKey"
      actions   = length(each.value.model_writes) > 0 ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"]
      resources = [var.model_key_arn]
    }
  }
  dynamic "statement" {
    for_each = length(each.value.object_reads) > 0 ? [1] : []
    content {
      sid       = "ReadObjects"
      actions   = ["s3:GetObject"]
      resources = [for prefix in each.value.object_reads : "${var.object_bucket_arn}/${prefix}*"]
    }
  }
  # Without it S3 answers "denied" for what is not there. A condition on the prefix would not hold for reads; names tell no
  # content: they are hashes and ids.
  dynamic "statement" {
    for_each = length(each.value.object_reads) > 0 ? [1] : []
    content {
      sid       = "ListObjects"
      actions   = ["s3:ListBucket"]
      resources = [var.object_bucket_arn]
    }
  }
  dynamic "statement" {
    for_each = length(each.value.object_writes) > 0 ? [1] : []
    content {
      sid       = "WriteObjects"
      actions   = ["s3:PutObject"]
      resources = [for prefix in each.value.object_writes : "${var.object_bucket_arn}/${prefix}*"]
    }
  }
  dynamic "statement" {
    for_each = length(each.value.object_reads) + length(each.value.object_writes) > 0 ? [1] : []
    content {
      sid       = "ObjectKey"
      actions   = length(each.value.object_writes) > 0 ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"]
      resources = [var.object_key_arn]
    }
  }
}

resource "aws_iam_role" "this" {
  for_each           = var.identities
  name               = "${var.name}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "this" {
  for_each = var.identities
  role     = aws_iam_role.this[each.key].id
  policy   = data.aws_iam_policy_document.this[each.key].json
}

resource "aws_eks_pod_identity_association" "this" {
  for_each        = var.identities
  cluster_name    = var.cluster_name
  namespace       = each.value.namespace
  service_account = each.value.service_account
  role_arn        = aws_iam_role.this[each.key].arn
}

# Drivers whose policies Amazon keeps.
resource "aws_iam_role" "driver" {
  for_each           = var.drivers
  name               = "${var.name}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "driver" {
  for_each   = var.drivers
  role       = aws_iam_role.driver[each.key].name
  policy_arn = each.value.policy_arn
}

resource "aws_eks_pod_identity_association" "driver" {
  for_each        = var.drivers
  cluster_name    = var.cluster_name
  namespace       = "kube-system"
  service_account = each.value.service_account
  role_arn        = aws_iam_role.driver[each.key].arn
}
