/* What the builder asks the terminal and the kernel for; its own library is not on Maven Central. */
#include <jni.h>
#include <sys/resource.h>

JNIEXPORT jint JNICALL Java_com_oracle_svm_hosted_ProgressReporterCHelper_getTerminalWindowColumns0(JNIEnv *env, jclass type) {
    return -1;
}

JNIEXPORT jlong JNICALL Java_com_oracle_svm_hosted_ProgressReporterCHelper_getPeakRSS0(JNIEnv *env, jclass type) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (jlong) usage.ru_maxrss * 1024;
}
