package dev.maestro.gateway.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.gateway.GatewayConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C47")
class BearerTokenSettingsTest {

    @Test
    void takesNoTokensUnlessAnIssuerIsSet() {
        assertThat(tokens(Map.of()).areTaken()).isFalse();
        assertThat(tokens(settings("https://issuer.example", "acme")).areTaken())
                .isTrue();
    }

    @Test
    void refusesToFetchKeysOverAnOpenLine() {
        assertThatThrownBy(() -> tokens(settings("http://issuer.example", "acme")))
                .hasMessageContaining("must be https:// addresses")
                .hasMessageContaining("'http://issuer.example'");
    }

    @Test
    void namesATenantThatCannotBeRead() {
        assertThatThrownBy(() -> tokens(settings("https://issuer.example", "acme, staff=")))
                .hasMessageContaining("'staff=' is none of them");
    }

    @Test
    void asksForWhatIsMissing() {
        assertThatThrownBy(() -> tokens(Map.of("maestro.gateway.oidc.issuer", "https://issuer.example")))
                .hasMessageContaining("maestro.gateway.oidc.audience")
                .hasMessageContaining("maestro.gateway.oidc.tenants");
    }

    private static Map<String, String> settings(String issuer, String tenants) {
        return Map.of(
                "maestro.gateway.oidc.issuer", issuer,
                "maestro.gateway.oidc.audience", "maestro",
                "maestro.gateway.oidc.tenants", tenants);
    }

    private static BearerTokens tokens(Map<String, String> settings) {
        GatewayConfig config = new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withSources(new PropertiesConfigSource(new HashMap<>(settings), "test", 100))
                .build()
                .getConfigMapping(GatewayConfig.class);
        return new BearerTokens(config, InstantSource.system());
    }
}
