package dev.tomthumb.jsp;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds the {@link TagsListener}. The TLD cannot name it: on a server with the other servlet API the container would fail
 * to load it before anything of ours could say that this jar is for another line of Tomcat. An initializer is not even
 * looked for there.
 */
public final class TagsInitializer implements ServletContainerInitializer {
    @Override
    public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
        context.addListener(TagsListener.class);
    }
}
