package dev.maestro.gateway.tenant;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Asks {@link Admittance} about each request to the API; health, metrics and documentation are open. */
@Provider
@Singleton
@Priority(Priorities.AUTHENTICATION)
public class AdmittanceFilter implements ContainerRequestFilter {

    /** Property of the request. */
    private static final String TENANT = "maestro.tenant";

    private final Admittance admittance;

    AdmittanceFilter(Admittance admittance) {
        this.admittance = admittance;
    }

    /** Whose request it is. */
    public static String tenant(ContainerRequestContext request) {
        return String.valueOf(request.getProperty(TENANT));
    }

    @Override
    public void filter(ContainerRequestContext context) {
        String path = context.getUriInfo().getPath();
        if (path.startsWith("/v1/") || path.startsWith("v1/")) {
            context.setProperty(TENANT, admittance.tenant(context));
        }
    }
}
