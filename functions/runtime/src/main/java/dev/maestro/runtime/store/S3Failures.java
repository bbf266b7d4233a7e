package dev.maestro.runtime.store;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says what went wrong with a bucket, and what to do. */
final class S3Failures {

    private final Bucket bucket;

    S3Failures(Bucket bucket) {
        this.bucket = bucket;
    }

    IOException explained(SdkException failure) {
        if (failure instanceof AbortedException) {
            Thread.currentThread().interrupt();
        }
        return new IOException(failure instanceof S3Exception answer ? answered(answer) : unanswered(failure), failure);
    }

    private String answered(S3Exception answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null ? "" : String.valueOf(details.errorCode());
        if (answer instanceof NoSuchBucketException || code.equals("NoSuchBucket")) {
            return "There is no " + bucket.toString().substring(4) + regionWords() + ". Make it (terraform/ does), or"
                    + " correct maestro.objects.bucket, .region or .endpoint.";
        }
        if (answer.statusCode() == 301
                || code.equals("AuthorizationHeaderMalformed")
                || code.equals("PermanentRedirect")) {
            return sentence(bucket.toString()) + " is in another region"
                    + regionOf(answer).map(" ("::concat).map(word -> word + ")").orElse("")
                    + ": set maestro.objects.region to it.";
        }
        String said = code.isEmpty() ? "status " + answer.statusCode() : code;
        return switch (answer.statusCode()) {
            case 401, 403 ->
                "Access to " + bucket + " was denied (" + said + "). The role or key needs s3:GetObject and"
                        + " s3:PutObject on the objects, s3:ListBucket on the bucket (without it S3 answers so for what"
                        + " is not there) and its key of KMS; terraform/modules/workload-identity gives these.";
            case 501, 400, 405 ->
                sentence(bucket.toString()) + " did not understand a request (" + said + "). A store that is not"
                        + " Amazon's has to know If-None-Match.";
            default ->
                sentence(bucket.toString()) + " failed (" + said + ") after " + tries(answer)
                        + ". What waits is tried again by itself.";
        };
    }

    private String unanswered(SdkException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof ApiCallTimeoutException) {
            return sentence(bucket.toString()) + " did not answer within "
                    + bucket.timeout().toMillis() + " ms. What waits is tried again by itself; maestro.objects.timeout"
                    + " says how long to wait.";
        }
        if (message.contains("Unable to load region") || message.contains("Region must be")) {
            return "The region of " + bucket + " is not known: set maestro.objects.region, or AWS_REGION.";
        }
        if (message.contains("Unable to load credentials") || message.contains("credentials from any")) {
            return "There are no credentials for " + bucket + ". Give the pod's service account a role (Pod Identity or"
                    + " IRSA), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile.";
        }
        Throwable cause = network(failure);
        if (cause != null) {
            return sentence(bucket.toString()) + " cannot be reached ("
                    + cause.getClass().getSimpleName() + ": "
                    + cause.getMessage() + "). Check the network, maestro.objects.endpoint and .region; what waits is"
                    + " tried again by itself.";
        }
        return sentence(bucket.toString()) + " cannot be used: " + message;
    }

    private static @Nullable Throwable network(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException
                    || cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof SocketException
                    || cause instanceof SSLException) {
                return cause;
            }
        }
        return null;
    }

    private String regionWords() {
        return bucket.region() == null ? "" : " in region " + bucket.region();
    }

    private static Optional<String> regionOf(S3Exception answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.sdkHttpResponse() == null
                ? Optional.empty()
                : details.sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region");
    }

    private static String tries(SdkException failure) {
        Integer tries = failure.numAttempts();
        return tries == null || tries <= 1 ? "one try" : tries + " tries";
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
