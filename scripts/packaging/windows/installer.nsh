; "Send to": Explorer gives all selected files to one start, which entries of its own menu do not.
!macro customInstall
  CreateShortCut "$SENDTO\Zip with Dropmill.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--zip"
  CreateShortCut "$SENDTO\Resize with Dropmill.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--resize"
!macroend

!macro customUnInstall
  Delete "$SENDTO\Zip with Dropmill.lnk"
  Delete "$SENDTO\Resize with Dropmill.lnk"
!macroend
