package dev.tomthumb.jsp;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Lets the functions of the tag library find their application, and ends what the tags have begun. Added by {@link TagsInitializer}. */
public final class TagsListener implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        Applications.add(event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Applications.remove();
        OtherServer.close(event.getServletContext());
    }
}
