package dev.maestro.lambda;

import io.quarkus.amazon.lambda.runtime.MockEventServer;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Quarkus' event server with all the headers that the real service sends: AWS's client crashes without them. */
final class LambdaService extends MockEventServer {

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json",
            "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:decide",
            "Lambda-Runtime-Deadline-Ms", "9999999999999",
            "Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1",
            "Lambda-Runtime-Client-Context", "{}",
            "Lambda-Runtime-Cognito-Identity", "{}",
            "Lambda-Runtime-Aws-Tenant-Id", "none");

    @Override
    public void nextEvent(RoutingContext context) {
        HEADERS.forEach(context.response()::putHeader);
        super.nextEvent(context);
    }
}
