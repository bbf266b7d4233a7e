package dev.maestro.local.flow;

/**
 * How a flow is hosted.
 *
 * @param home its folder
 * @param httpPort 0 for any free one
 * @param kafkaPort 0 for any free one
 * @param modelsPort 0 for any free one
 * @param listen address that HTTP binds to
 * @param mayAttach true to use a flow that runs on this home already
 */
public record HostOptions(Home home, int httpPort, int kafkaPort, int modelsPort, String listen, boolean mayAttach) {

    /** On any free ports of the loopback interface, or attached to what runs. */
    public static HostOptions of(Home home) {
        return new HostOptions(home, 0, 0, 0, "127.0.0.1", true);
    }
}
