// Every page begins with this: type, the shared rules and all themes.
import "./core.css";
import "./night.css";
import "./day.css";
import "./sun.css";
