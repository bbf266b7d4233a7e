# The policies themselves, by the real provider: a mocked one gives every policy as an empty text.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

variables {
  name              = "test"
  cluster_name      = "test"
  kafka_arn         = "arn:aws:kafka:eu-central-1:123456789012:cluster/test/00000000-0000-0000-0000-000000000000-1"
  model_bucket_arn  = "arn:aws:s3:::test-models"
  model_key_arn     = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  object_bucket_arn = "arn:aws:s3:::test-objects"
  object_key_arn    = "arn:aws:kms:eu-central-1:123456789012:key/11111111-1111-1111-1111-111111111111"
  topics            = ["maestro.task-submitted.v1", "maestro.reward-assigned.v1"]
  identities = {
    task    = { namespace = "maestro", service_account = "task", reads = ["maestro.task-submitted.v1"], writes = ["maestro.episode-started.v1"], group = "maestro.task", transactions = "task", creates = true, object_reads = ["objects/", "named/registry/", "named/hops/task/"], object_writes = ["objects/", "named/hops/task/"] }
    train   = { namespace = "maestro", service_account = "train", reads = ["maestro.reward-assigned.v1"], writes = ["maestro.policy-trained.v1"], group = "maestro.train", transactions = "train", model_reads = ["candidates/"], model_writes = ["candidates/"] }
    promote = { namespace = "maestro", service_account = "promote", reads = ["maestro.policy-trained.v1"], writes = ["maestro.policy-promoted.v1"], group = "maestro.promote", transactions = "promote", model_reads = ["candidates/", "models/"], model_writes = ["models/"] }
    models  = { namespace = "kube-system", service_account = "s3-csi-driver-sa", model_reads = ["models/"] }
    keda    = { namespace = "keda", service_account = "keda-operator", watches = ["maestro.task"] }
  }
}

run "no_wildcards" {
  command = plan
  assert {
    condition     = alltrue(flatten([for policy in values(output.policy_json) : [for statement in jsondecode(policy).Statement : [for action in flatten([statement.Action]) : !strcontains(action, "*")]]]))
    error_message = "an action with a wildcard: ${jsonencode(output.policy_json)}"
  }
  assert {
    condition     = alltrue(flatten([for policy in values(output.policy_json) : [for statement in jsondecode(policy).Statement : [for resource in flatten([statement.Resource]) : resource != "*" && startswith(resource, "arn:aws:")]]]))
    error_message = "a resource without a name: ${jsonencode(output.policy_json)}"
  }
}

run "trainer_writes_candidates_only" {
  command = plan
  assert {
    condition     = alltrue(flatten([for statement in jsondecode(output.policy_json["train"]).Statement : [for resource in flatten([statement.Resource]) : !strcontains(resource, "test-models/") || resource == "arn:aws:s3:::test-models/candidates/*"]]))
    error_message = "training must not touch what is served: ${output.policy_json["train"]}"
  }
}

run "functions_touch_their_objects_only" {
  command = plan
  assert {
    condition = jsonencode([for statement in jsondecode(output.policy_json["task"]).Statement : [sort(flatten([statement.Action])), sort(flatten([statement.Resource]))] if contains(["ReadObjects", "WriteObjects", "ListObjects", "ObjectKey"], statement.Sid)]) == jsonencode([
      [["s3:GetObject"], ["arn:aws:s3:::test-objects/named/hops/task/*", "arn:aws:s3:::test-objects/named/registry/*", "arn:aws:s3:::test-objects/objects/*"]],
      [["s3:ListBucket"], ["arn:aws:s3:::test-objects"]],
      [["s3:PutObject"], ["arn:aws:s3:::test-objects/named/hops/task/*", "arn:aws:s3:::test-objects/objects/*"]],
      [["kms:Decrypt", "kms:GenerateDataKey"], ["arn:aws:kms:eu-central-1:123456789012:key/11111111-1111-1111-1111-111111111111"]],
    ])
    error_message = "a function must read and write its own prefixes: ${output.policy_json["task"]}"
  }
  assert {
    condition     = !strcontains(output.policy_json["models"], "test-objects") && !strcontains(output.policy_json["keda"], "test-objects")
    error_message = "objects are for functions"
  }
}

run "reference_objects_are_for_reward" {
  command = plan
  variables {
    identities = { decide = { namespace = "maestro", service_account = "decide", object_reads = ["named/references/"] } }
  }
  expect_failures = [var.identities]
}

run "hops_of_another_function_are_closed" {
  command = plan
  variables {
    identities = { decide = { namespace = "maestro", service_account = "decide", object_reads = ["named/hops/task/"] } }
  }
  expect_failures = [var.identities]
}

run "all_names_are_not_given" {
  command = plan
  variables {
    identities = { decide = { namespace = "maestro", service_account = "decide", object_writes = ["named/"] } }
  }
  expect_failures = [var.identities]
}

run "triton_only_reads" {
  command = plan
  assert {
    condition     = alltrue(flatten([for statement in jsondecode(output.policy_json["models"]).Statement : [for action in flatten([statement.Action]) : contains(["s3:GetObject", "s3:ListBucket", "kms:Decrypt"], action)]]))
    error_message = "the mount of the model repository must not write: ${output.policy_json["models"]}"
  }
}

run "autoscaler_sees_no_event" {
  command = plan
  assert {
    condition     = alltrue(flatten([for statement in jsondecode(output.policy_json["keda"]).Statement : [for action in flatten([statement.Action]) : !endswith(action, "Data") && !strcontains(action, "Alter")]]))
    error_message = "KEDA must only look at offsets: ${output.policy_json["keda"]}"
  }
}

run "topics_are_named" {
  command = plan
  variables {
    identities = { task = { namespace = "maestro", service_account = "task", reads = ["maestro.*"] } }
  }
  expect_failures = [var.identities]
}

run "references_are_for_reward" {
  command = plan
  variables {
    identities = { decide = { namespace = "maestro", service_account = "decide", reads = ["maestro.task-reference.v1"] } }
  }
  expect_failures = [var.identities]
}

run "the_bucket_is_not_given_whole" {
  command = plan
  variables {
    identities = { train = { namespace = "maestro", service_account = "train", model_writes = ["/"] } }
  }
  expect_failures = [var.identities]
}
