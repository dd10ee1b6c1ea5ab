<%@ page contentType="text/plain; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="java.lang.management.ManagementFactory, java.util.Iterator, javax.imageio.spi.IIORegistry, javax.management.MBeanServer, javax.management.ObjectName" %>
<%--
  What an application that has gone has left in this JVM: lines of "thread", "imageio", "bean", and "classes" for a web
  application whose classes are still held after a collection (Tomcat's own finding, the manager's findleaks).
--%>
<%
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
        out.println("thread " + thread.getName());
    }
    IIORegistry registry = IIORegistry.getDefaultInstance();
    for (Iterator<Class<?>> categories = registry.getCategories(); categories.hasNext();) {
        for (Iterator<?> providers = registry.getServiceProviders(categories.next(), false); providers.hasNext();) {
            Object provider = providers.next();
            ClassLoader loader = provider.getClass().getClassLoader();
            if (loader != null && loader != ClassLoader.getPlatformClassLoader()) {
                out.println("imageio " + provider.getClass().getName() + " of " + loader);
            }
        }
    }
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName bean : beans.queryNames(new ObjectName("dev.tomthumb:*"), null)) {
        out.println("bean " + bean);
    }
    for (ObjectName bean : beans.queryNames(new ObjectName("*:type=Host,*"), null)) {
        Object host = beans.getAttribute(bean, "managedResource");
        String[] kept = (String[]) host.getClass().getMethod("findReloadedContextMemoryLeaks").invoke(host);
        for (String context : kept) {
            out.println("classes " + context);
        }
    }
%>
